"""The library behind the ten notebooks of "Derivatives for deep learning, hands on"."""
