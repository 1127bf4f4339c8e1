package io.vigie.server.query;

import io.vigie.server.access.Caller;
import io.vigie.v1.Action;
import io.vigie.v1.ActionOverride;
import io.vigie.v1.DocumentStatus;
import io.vigie.v1.Notice;
import java.util.List;

/** What the officer is asked to do. Pure. */
final class Actions {
    private Actions() {}

    /** The action in the caller's state: a flag of that state replaces the general one (SIS art. 24). */
    static Action.Code resolve(Action.Code general, List<ActionOverride> overrides, Caller caller) {
        for (ActionOverride override : overrides) {
            if (caller.isParty(override.getState())) {
                return override.getAction();
            }
        }
        return general;
    }

    /** What a notice asks for; one that is refused, ended or not published yet asks for nothing, whatever stands in it. */
    static Action.Code of(Notice notice, Caller caller) {
        return Verdicts.isActive(notice.getStatus())
                ? resolve(notice.getAction(), notice.getActionByStateList(), caller)
                : Action.Code.NONE;
    }

    /** What a document's status asks for when its record says nothing (SLTD; SIS art. 38). */
    static Action.Code byStatus(DocumentStatus.Code status) {
        return switch (status) {
            case STOLEN, LOST, STOLEN_BLANK, REVOKED, INVALID, FALSE, MISAPPROPRIATED -> Action.Code.SEIZE_DOCUMENT;
            case RECOVERED, VALID, UNSPECIFIED, UNRECOGNIZED -> Action.Code.CONTACT_OWNER;
        };
    }

    /** The graver of two; numbers of {@link Action.Code} rise as gravity falls, and 0 says nothing. */
    static Action.Code graver(Action.Code a, Action.Code b) {
        return gravity(a) >= gravity(b) ? a : b;
    }

    /** Higher is graver. */
    static int gravity(Action.Code action) {
        return switch (action) {
            case UNSPECIFIED, UNRECOGNIZED -> 0;
            case ARREST_PROVISIONAL,
                    REFUSE_ENTRY,
                    PREVENT_TRAVEL,
                    PROTECT,
                    SEIZE_DOCUMENT,
                    SEIZE_OBJECT,
                    RETURN_DECISION,
                    SPECIFIC_CHECK,
                    INQUIRY_CHECK,
                    DISCREET_CHECK,
                    LOCATE_AND_INFORM,
                    UN_TRAVEL_BAN,
                    FREEZE_ASSETS,
                    TRACE_ASSETS,
                    IDENTIFY,
                    CONTACT_OWNER,
                    INFORMATION_ONLY,
                    NONE -> 100 - action.getNumber();
        };
    }
}
