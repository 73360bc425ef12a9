"""The words of a chain: what a value can be where only some words are possible."""

from enum import StrEnum


class Called(StrEnum):
    """What the chain calls itself in its own county."""

    SERVICE_CHAIN = "service-chain"
    CARE_CHAIN = "care-chain"
    CARE_AND_SERVICE_CHAIN = "care-and-service-chain"
    SERVICE_PATH = "service-path"
    CARE_PATH = "care-path"
    SERVICE_WHOLE = "service-whole"


class Status(StrEnum):
    """How far the chain is from being decided."""

    DRAFT = "draft"
    AGREED = "agreed"
    RETIRED = "retired"


class LevelKind(StrEnum):
    """What a level is a step of."""

    NEED = "need"
    PHASE = "phase"
    CARE_TIER = "care-tier"
    STEP = "step"
    GROUP = "group"


class Order(StrEnum):
    """How levels follow each other where no move says otherwise.

    A ladder is walked both ways, a path forwards, and between levels without order there are no moves.
    """

    LADDER = "ladder"
    PATH = "path"
    NONE = "none"


class MoveKind(StrEnum):
    """What kind of way a client goes between two levels."""

    STEP_UP = "step-up"
    STEP_DOWN = "step-down"
    ONWARD = "onward"
    SKIP = "skip"
    RETURN = "return"
    LATERAL = "lateral"


class EntryKind(StrEnum):
    """How a client comes in."""

    SELF = "self"
    REFERRAL = "referral"
    EMERGENCY = "emergency"
    OUTREACH = "outreach"


class GoalKind(StrEnum):
    """What sort of goal: an organiser's vision, mission or focus area, a direction, a principle, something measured."""

    VISION = "vision"
    MISSION = "mission"
    FOCUS_AREA = "focus-area"
    DIRECTION = "direction"
    PRINCIPLE = "principle"
    MEASURABLE = "measurable"


class Recipient(StrEnum):
    """For whom a service is at a level, where that must be told."""

    CHILD = "child"
    YOUTH = "youth"
    PARENT = "parent"
    FAMILY = "family"
    ADULT = "adult"
    OLDER_PERSON = "older-person"
    CLOSE_PERSON = "close-person"
    CLIENT = "client"


class Chooser(StrEnum):
    """Who or what chooses between alternatives."""

    CLIENT = "client"
    PROFESSIONAL = "professional"
    CRITERIA = "criteria"


class Role(StrEnum):
    """What a bar across the levels, or a level, does for the chain as a whole."""

    GUIDANCE = "guidance"
    PREVENTION = "prevention"
    HEALTH_PROMOTION = "health-promotion"
    IDENTIFICATION = "identification"
    COOPERATION = "cooperation"
    MEASUREMENT = "measurement"
    SERVICES = "services"


class Direction(StrEnum):
    """Which way an indicator should go."""

    RISE = "rise"
    FALL = "fall"
    HOLD = "hold"


class ExchangeKind(StrEnum):
    """What goes between levels while the client stays."""

    CONSULTATION = "consultation"
    FEEDBACK = "feedback"
    INFORMATION = "information"


class Audience(StrEnum):
    """For whom a description, or a page of it, is written."""

    CLIENT = "client"
    CLOSE_PERSON = "close-person"
    PROFESSIONAL = "professional"


class CitationRole(StrEnum):
    """What a source is to a chain: its own description, the evidence it rests on, or the law."""

    DESCRIPTION = "description"
    EVIDENCE = "evidence"
    LAW = "law"


class Basis(StrEnum):
    """What gives a duration: a law binds to it, parties have agreed on it, or it is aimed at."""

    LAW = "law"
    AGREEMENT = "agreement"
    AIM = "aim"
