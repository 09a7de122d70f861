"""Measurements, made by ``make bench``: whole processes side by side, in one run on one machine."""
