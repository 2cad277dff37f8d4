"""Emulators: a quick guess of what a simulation would give at numbers that were not run, with how sure the guess is.

A second-degree line through the points in the directions that matter, and a Gaussian process for what it leaves over
(history matching after Craig, Goldstein, Seheult and Smith, 1997; Vernon, Goldstein and Bower, 2010).
"""

from __future__ import annotations

import warnings
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from homefirst.simulate.replication import SimulationFault

Array = NDArray[np.float64]
IMPLAUSIBLE = 3.0  # three standard deviations hold at least 95% of any distribution with one mode (Pukelsheim, 1994)


class Emulator(NamedTuple):
    """One target's guess over the unit cube of the fitted numbers."""

    line: Any
    rest: Any
    scale: float

    def guess(self, points: Array) -> tuple[Array, Array]:
        """The mean and the variance at each point."""
        mean, deviation = self.rest.predict(points, return_std=True)
        return self.line.predict(points) + mean * self.scale, (deviation * self.scale) ** 2


def emulator(points: Array, values: Array, seed: int) -> Emulator:
    """Fit an emulator to values at points. Raises SimulationFault where the library is missing."""
    try:
        from sklearn.exceptions import ConvergenceWarning
        from sklearn.gaussian_process import GaussianProcessRegressor
        from sklearn.gaussian_process.kernels import ConstantKernel, Matern, WhiteKernel
        from sklearn.linear_model import RidgeCV
        from sklearn.pipeline import make_pipeline
        from sklearn.preprocessing import PolynomialFeatures, StandardScaler
    except ModuleNotFoundError:
        raise SimulationFault('Calibrating needs more libraries: pip install "homefirst[calibrate]".') from None
    degree = 2 if len(points) >= 60 else 1
    line = make_pipeline(
        PolynomialFeatures(degree, include_bias=False), StandardScaler(), RidgeCV(np.logspace(-1, 5, 13))
    )
    kernel = ConstantKernel(0.5) * Matern(length_scale=float(np.sqrt(points.shape[1])), nu=2.5) + WhiteKernel(0.5)
    rest = GaussianProcessRegressor(kernel, n_restarts_optimizer=0, random_state=seed)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        line.fit(points, values)
        left = values - line.predict(points)
        scale = max(float(left.std()), 1e-9)
        rest.fit(points, left / scale)
    return Emulator(line, rest, scale)


def implausibility(guess: Array, variance: Array, value: float, tolerance: float, at_least: bool = False) -> Array:
    """How many standard deviations a guess lies from what was observed; half the tolerance is one of the observation.

    `variance` is of the guess: of the emulator and, within its noise, of one simulated year.
    """
    away = np.abs(guess - value)
    if at_least:
        away = np.maximum(value - guess, 0.0)
    return np.asarray(away / np.sqrt(variance + (tolerance / 2) ** 2))


def worst_but(implausibilities: Array, ignored: int) -> Array:
    """Of each point (rows are targets), the worst implausibility when so many of the worst are left aside."""
    ordered = np.sort(implausibilities, axis=0)
    return np.asarray(ordered[max(len(ordered) - 1 - ignored, 0)])
