"""The words of a service system: what a value can be where only some words are possible."""

from enum import StrEnum


class Tier(StrEnum):
    """How specialised a service is; the order is from the lightest to the most demanding.

    The rows of the organiser's matrix of service wholes, the extended basic level of its chain definition, and the
    low-threshold services that another county's levels begin with.
    """

    GUIDANCE = "guidance"
    PREVENTIVE = "preventive"
    LOW_THRESHOLD = "low-threshold"
    BASIC = "basic"
    EXTENDED_BASIC = "extended-basic"
    SPECIALISED = "specialised"
    DEMANDING = "demanding"


class Sector(StrEnum):
    """What kind of organisation acts."""

    WELLBEING_SERVICES_COUNTY = "wellbeing-services-county"
    JOINT_COUNTY_AUTHORITY = "joint-county-authority"
    MUNICIPALITY = "municipality"
    JOINT_MUNICIPAL_AUTHORITY = "joint-municipal-authority"
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


class Production(StrEnum):
    """How an organiser has a service produced: itself, bought, or by a producer that the client goes to."""

    OWN = "own"
    PURCHASED = "purchased"
    VOUCHER = "voucher"
    PERSONAL_BUDGET = "personal-budget"
    APPROVED = "approved"


class OrganisationKind(StrEnum):
    """Whether an organisation is one, or a word for several: employers, associations."""

    ORGANISATION = "organisation"
    PARTIES = "parties"


class ServiceKind(StrEnum):
    """What a chain offers: mostly services, sometimes a benefit, a document, or an instrument such as ICF."""

    SERVICE = "service"
    BENEFIT = "benefit"
    SUPPORT = "support"
    ACTIVITY = "activity"
    DOCUMENT = "document"
    INSTRUMENT = "instrument"


class LifeStage(StrEnum):
    """The columns of the organiser's matrix of service wholes."""

    CHILDREN_YOUTH_FAMILIES = "children-youth-families"
    WORKING_AGE = "working-age"
    OLDER_PEOPLE = "older-people"


class TaskKind(StrEnum):
    """What a responsible unit answers for: a whole of services, or that services are coordinated."""

    SERVICES = "services"
    COORDINATION = "coordination"


class SegmentKind(StrEnum):
    """Why a group of clients is looked at by itself: how much it needs, and that its services must be integrated.

    The two segments of the organiser's matrix, the focus groups of its chain definition, and the critical groups of
    the work on chains.
    """

    OCCASIONAL = "occasional"
    MANY_SERVICES = "many-services"
    REPEATED_NEED = "repeated-need"
    HEAVY_SERVICES = "heavy-services"
    AT_RISK = "at-risk"
    CRITICAL = "critical"


class Instrument(StrEnum):
    """By what one organisation steers another."""

    OWNERSHIP = "ownership"
    ECONOMIC = "economic"
    NORM = "norm"
    CONTRACT = "contract"
    INFORMATION = "information"
    MARKET = "market"
    INTERACTION = "interaction"
    PROCUREMENT = "procurement"


class Place(StrEnum):
    """Where a service is given."""

    CENTRE = "health-and-social-services-centre"
    ENTERPRISE = "enterprise-unit"
    COMPETENCE_CENTRE = "competence-centre"
    HOSPITAL = "hospital"
    MUNICIPAL_SERVICE = "municipal-service"
    HOME = "home"
    DIGITAL = "digital"
    MOBILE = "mobile"


class Reach(StrEnum):
    """How near a service is: near people in each area, one for an area, one for the whole county."""

    LOCAL = "local"
    SHARED_IN_AREA = "shared-in-area"
    SHARED_IN_COUNTY = "shared-in-county"


class Assembly(StrEnum):
    """How a team comes together."""

    STANDING = "standing"
    PER_CLIENT = "per-client"


class RelationKind(StrEnum):
    """What one service is to another."""

    SUPPORTS = "supports"
    COMPLEMENTS = "complements"
    REPLACES = "replaces"


class LogKind(StrEnum):
    """What a log tells of."""

    DECISION = "decision"
    APPROVAL = "approval"
    QUESTION = "question"
    WORK = "work"
    DOCUMENT = "document"
    MILESTONE = "milestone"


class Progress(StrEnum):
    """How far something is."""

    PLANNED = "planned"
    UNDER_WAY = "under-way"
    DONE = "done"
    DROPPED = "dropped"


class Integration(StrEnum):
    """What is integrated: the organising of services, their production, or service chains."""

    ORGANISING = "organising"
    PRODUCTION = "production"
    SERVICE_CHAINS = "service-chains"
