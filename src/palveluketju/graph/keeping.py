"""Answers kept on the graph that they are of: a graph never changes, so that each is found out once."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, wraps
from inspect import unwrap
from typing import Any, Final, TypeVar

from palveluketju.graph.records import Node

A = TypeVar("A")
_NOT_ASKED: Final[Any] = object()


class Keeper:
    """What never changes, and keeps the answers of the functions that are asked once of it."""

    @cached_property
    def answers(self) -> dict[Callable[..., Any], Any]:
        """The answers of functions of the whole."""
        return {}

    @cached_property
    def answers_about(self) -> dict[tuple[Any, ...], Any]:
        """The answers to questions about nodes, by the question and the kind and the id of the node."""
        return {}

    def answer(self, function: Callable[[Any], Any]) -> Any:
        """What a function finds out about this, asked now and kept."""
        answer = self.answers[function] = function(self)
        return answer

    def forget(self) -> None:
        """Let go of all answers: whoever asks again finds them out anew."""
        for name in ("answers", "answers_about"):
            vars(self).pop(name, None)

    def know(self, function: Callable[[Any], A], answer: A) -> None:
        """Take the answer of a function that is asked once a graph from where it was found out before."""
        self.answers[unwrap(function)] = answer


K = TypeVar("K", bound=Keeper)
N = TypeVar("N")


def once_a_graph(function: Callable[[K], A]) -> Callable[[K], A]:
    """A function of a graph whose answer is kept there, for as long as the graph is.

    The answer goes to everybody who asks, so it must be one that does not change: a tuple of frozen records, say. What
    the function raises is not kept.

    Raises:
        TypeError: the function is asked about something that is no graph.
    """

    @wraps(function)
    def asked(graph: K) -> A:
        try:
            found: A = graph.answers[function]
        except KeyError:
            found = graph.answer(function)
        except AttributeError:
            made = "takes what compile_chain or compile_workspace gives"
            raise TypeError(f"{function.__name__} {made}, not {type(graph).__name__}") from None
        return found

    return asked


def once_a_node(method: Callable[[K, N], A]) -> Callable[[K, N], A]:
    """A question that a graph is asked about one node, or its id, whose answer is kept as above."""

    @wraps(method)
    def asked(graph: K, node: N) -> A:
        # nodes are asked about all the time: their kinds and ids are hashed faster than they are
        key = (method, node.kind, node.id) if type(node) is Node else (method, node)  # type: ignore[attr-defined]
        kept = graph.answers_about
        try:
            found: A = kept.get(key, _NOT_ASKED)
        except TypeError:  # what cannot be hashed is no node: the question itself says so
            return method(graph, node)
        if found is _NOT_ASKED:
            found = kept[key] = method(graph, node)
        return found

    return asked
