package io.vigie.server.access;

import io.vigie.mrz.States;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The registry of parties: states of Doc 9303-3, organisations, and named groups of both, which may stand wherever
 * restrictions or profiles name a party.
 *
 * <p>Names are exact and in capitals. Pure.
 */
public final class Parties {
    /** First the form that is compared, then the spellings that mean the same; codes of Doc 9303-3 among them. */
    private static final String[] ORGANISATIONS = {
        "INTERPOL XPO INP",
        "UNO UN UNA",
        "EUE EUROPEAN_UNION",
        "EUROPOL",
        "FRONTEX EBCGA",
        "EULISA",
        "EUROJUST",
        "EUAA",
        "EPPO",
        "OLAF",
        "AFRIPOL",
        "ASEANAPOL",
        "AMERIPOL",
        "GCCPOL",
        "UNODC",
        "UNHCR",
        "UNSC",
        "ICAO IAO",
        "IOM",
        "ICC",
        "IRMCT",
        "WCO",
        "IMO",
        "NATO",
        "OSCE",
        "CARICOM XCC",
        "CARICOM_IMPACS",
        "ECOWAS XEC",
        "COMESA XCO",
        "MERCOSUR_SECRETARIAT XMP",
        "ORDER_OF_MALTA XOM",
        "SELEC",
        "CARIN",
    };

    private static final String EU_MEMBERS = "AUT BEL BGR HRV CYP CZE DNK EST FIN FRA DEU GRC HUN IRL ITA LVA LTU LUX MLT NLD POL "
            + "PRT ROU SVK SVN ESP SWE";

    /** The name of a group, then its members; as of 2026. */
    private static final String[] GROUPS = {
        "EU " + EU_MEMBERS,
        "EEA " + EU_MEMBERS + " ISL LIE NOR",
        "SCHENGEN AUT BEL BGR HRV CZE DNK EST FIN FRA DEU GRC HUN ITA LVA LTU LUX MLT NLD POL PRT ROU SVK SVN ESP SWE CHE "
                + "ISL LIE NOR",
        "BENELUX BEL NLD LUX",
        "NORDIC DNK FIN ISL NOR SWE",
        "AFRICAN_UNION DZA AGO BEN BWA BFA BDI CPV CMR CAF TCD COM COG COD CIV DJI EGY GNQ ERI SWZ ETH GAB GMB GHA GIN GNB "
                + "KEN LSO LBR LBY MDG MWI MLI MRT MUS MAR MOZ NAM NER NGA RWA ESH STP SEN SYC SLE SOM ZAF SSD SDN TZA TGO "
                + "TUN UGA ZMB ZWE",
        "ECOWAS_STATES BEN CPV CIV GMB GHA GIN GNB LBR NGA SEN SLE TGO",
        "CARICOM_STATES ATG BHS BRB BLZ DMA GRD GUY HTI JAM MSR KNA LCA VCT SUR TTO",
        "ASEAN BRN KHM IDN LAO MYS MMR PHL SGP THA TLS VNM",
        "GCC BHR KWT OMN QAT SAU ARE",
        "MERCOSUR ARG BOL BRA PRY URY",
        "FIVE_EYES AUS CAN GBR NZL USA",
        "EU_AGENCIES EUROPOL FRONTEX EULISA EUROJUST EUAA EPPO OLAF",
    };

    private static final Map<String, String> CANONICAL = new HashMap<>();
    private static final Map<String, Set<String>> MEMBERS = new HashMap<>();

    static {
        for (String row : ORGANISATIONS) {
            String[] names = row.split(" ");
            for (String name : names) {
                CANONICAL.put(name, names[0]);
            }
        }
        for (String row : GROUPS) {
            String[] names = row.split(" ");
            MEMBERS.put(names[0], new HashSet<>(Arrays.asList(names).subList(1, names.length)));
        }
    }

    private Parties() {}

    /** True for a state or an organisation of the registry; a group is no party: nobody can be one. */
    public static boolean isKnown(String party) {
        return CANONICAL.containsKey(party) || States.isKnown(party);
    }

    public static boolean isGroup(String name) {
        return MEMBERS.containsKey(name);
    }

    /** The one form of a party (D gives DEU, XPO gives INTERPOL); a name that is unknown is returned as it is. */
    public static String canonical(String party) {
        String state = States.canonical(party);
        return CANONICAL.getOrDefault(state, state);
    }

    /**
     * Whether a party is the one that is named, or a member of the group that is.
     *
     * @param named a party or a group; what is unknown means whoever spells itself the same
     * @param party canonical
     */
    static boolean covers(String named, String party) {
        Set<String> members = MEMBERS.get(named);
        return members == null ? canonical(named).equals(party) : members.contains(party);
    }
}
