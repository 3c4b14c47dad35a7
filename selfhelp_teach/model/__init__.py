"""The ward model: a stochastic, individual-based teaching model of families, staff and one group."""
