"""The version of policygraph: the one place where it is spelled, beside the package's own description."""

VERSION = "0.2.0"
