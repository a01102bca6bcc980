"""Data: the measured tables of the course, read from the CSV files beside the notebooks.

Imports nothing of the course. Gives out the penguins and forty years of CO₂ at Mauna Loa.
"""

from lib.data.penguins import complete, penguins
from lib.data.records import as_years, co2

__all__ = ["as_years", "co2", "complete", "penguins"]
