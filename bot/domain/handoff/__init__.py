"""The rules of the queue, the shift and the relayed chat."""
