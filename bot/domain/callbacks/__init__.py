"""A call at a time that is safe: values and rules, without a clock or a telephone."""
