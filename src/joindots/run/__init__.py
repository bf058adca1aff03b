"""The one list of stages, and the engines that run them."""
