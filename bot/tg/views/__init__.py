"""What people see: values of the domain made into screens."""
