"""The words of the format: what a value can be where only some words are possible."""

from enum import StrEnum


class Tier(StrEnum):
    """How specialised a service is; the order is from the lightest to the most demanding.

    The rows of the organiser's matrix of service wholes, and the extended basic level of its chain definition.
    """

    GUIDANCE = "guidance"
    PREVENTIVE = "preventive"
    BASIC = "basic"
    EXTENDED_BASIC = "extended-basic"
    SPECIALISED = "specialised"
    DEMANDING = "demanding"


class Sector(StrEnum):
    """What kind of organisation acts."""

    WELLBEING_SERVICES_COUNTY = "wellbeing-services-county"
    MUNICIPALITY = "municipality"
    EMPLOYMENT_AREA = "employment-area"
    STATE = "state"
    KELA = "kela"
    NGO = "ngo"
    PARISH = "parish"
    PRIVATE = "private"
    EMPLOYER = "employer"
    INSURANCE = "insurance"
    INFORMAL = "informal"
    JOINT = "joint"


class ServiceKind(StrEnum):
    """What a chain offers: mostly services, sometimes a benefit, a support, an activity or a document."""

    SERVICE = "service"
    BENEFIT = "benefit"
    SUPPORT = "support"
    ACTIVITY = "activity"
    DOCUMENT = "document"


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


class LifeStage(StrEnum):
    """The columns of the organiser's matrix of service wholes."""

    CHILDREN_YOUTH_FAMILIES = "children-youth-families"
    WORKING_AGE = "working-age"
    OLDER_PEOPLE = "older-people"


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
    """What sort of goal: a direction, a principle of working, or something measured."""

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
