package io.vigie.server.ingest.synthetic;

import java.util.ArrayList;
import java.util.List;

/**
 * The states of the world. Weights follow who reports documents and who is sought, roughly; shapes follow real
 * documents where they are well known and are nine characters of a common form elsewhere.
 */
final class IssuingStates {

    /** Code, weight among documents, weight among persons, culture, shapes. A dash: the state is not known. */
    private static final String TABLE =
            """
            FRA 90 22 FRENCH 99AA99999
            DEU 85 18 GERMAN cNNNNN999 lNNNNN999
            GBR 80 20 ENGLISH 999999999
            USA 78 40 ENGLISH 999999999 A99999999
            ITA 62 18 ITALIAN AA9999999
            ESP 48 18 HISPANIC AAA999999
            RUS 42 60 RUSSIAN 999999999
            IND 40 52 INDIAN A9999999
            CHN 36 48 CHINESE e99999999 eA9999999
            TUR 32 30 TURKISH u99999999
            BRA 30 28 PORTUGUESE AA999999
            POL 28 14 POLISH AA9999999
            NLD 26 8 DUTCH AANNNN999
            CAN 24 8 ENGLISH AA999999
            MEX 22 34 HISPANIC A99999999
            UKR 20 26 UKRAINIAN AA999999
            JPN 20 8 JAPANESE AA9999999
            BEL 18 6 DUTCH AA999999
            KOR 16 8 KOREAN mA9999999
            CHE 16 5 GERMAN A9999999
            ROU 16 14 ROMANIAN 999999999
            PAK 16 40 ARABIC AA9999999
            NGA 14 34 WEST_AFRICAN A99999999
            SWE 14 4 NORDIC 99999999
            AUS 14 5 ENGLISH AA9999999
            EGY 12 30 ARABIC A99999999
            IRN 12 26 PERSIAN A99999999
            MAR 12 24 ARABIC AA9999999
            DZA 12 24 ARABIC 999999999
            PRT 12 6 PORTUGUESE AA999999
            AUT 12 4 GERMAN A9999999
            CZE 11 5 POLISH 99999999
            GRC 11 6 GREEK AA9999999
            ARG 11 12 HISPANIC AAA999999
            COL 11 22 HISPANIC AA999999
            IDN 10 20 MALAY A9999999
            PHL 10 18 HISPANIC AA9999999
            VNM 10 18 VIETNAMESE A9999999
            SAU 9 14 ARABIC A99999999
            IRQ 9 34 ARABIC A99999999
            SYR 9 34 ARABIC 999999999
            ISR 9 6 HEBREW 99999999
            ZAF 9 8 ENGLISH A99999999
            DNK 8 3 NORDIC 999999999
            NOR 8 3 NORDIC AAA999999
            FIN 8 3 NORDIC AA9999999
            HUN 8 6 POLISH AA999999
            SRB 8 14 SERBIAN 999999999
            BGR 8 10 BULGARIAN 999999999
            THA 8 10 THAI AA9999999
            MYS 8 8 MALAY A99999999
            IRL 7 3 ENGLISH AA9999999
            HRV 7 6 SERBIAN 999999999
            TUN 7 14 ARABIC A9999999
            PER 7 12 HISPANIC 999999999
            CHL 7 6 HISPANIC A99999999
            ALB 6 16 ROMANIAN AA9999999
            GEO 6 12 GEORGIAN 99AA99999
            KAZ 6 10 RUSSIAN n99999999
            BLR 6 8 RUSSIAN AA9999999
            AFG 6 30 PERSIAN A99999999
            BGD 6 18 ARABIC AA9999999
            LKA 6 12 INDIAN A9999999
            NPL 6 6 INDIAN 99999999
            KEN 5 10 EAST_AFRICAN A9999999
            ETH 5 10 EAST_AFRICAN AA9999999
            GHA 5 8 WEST_AFRICAN A9999999
            SEN 5 8 WEST_AFRICAN A99999999
            CIV 5 8 WEST_AFRICAN 99AA99999
            CMR 5 8 WEST_AFRICAN A99999999
            SVK 5 3 POLISH AA9999999
            LTU 5 4 POLISH 99999999
            LVA 5 3 POLISH AA9999999
            EST 4 2 NORDIC AA9999999
            SVN 4 2 SERBIAN AA9999999
            BIH 4 8 SERBIAN A9999999
            MKD 4 6 BULGARIAN A9999999
            MDA 4 10 ROMANIAN AA9999999
            XKX 4 6 SERBIAN A99999999
            JOR 4 8 ARABIC A9999999
            LBN 4 12 ARABIC AA9999999
            ARE 4 4 ARABIC AA9999999
            LBY 4 14 ARABIC AANNNN999
            YEM 3 14 ARABIC 99999999
            SOM 3 16 EAST_AFRICAN A99999999
            SDN 3 12 ARABIC A99999999
            COD 3 12 WEST_AFRICAN AA9999999
            MLI 3 10 WEST_AFRICAN AA9999999
            AGO 3 4 PORTUGUESE A9999999
            ECU 3 8 HISPANIC A9999999
            VEN 3 16 HISPANIC 999999999
            DOM 3 8 HISPANIC AA9999999
            CUB 3 6 HISPANIC A9999999
            GTM 3 8 HISPANIC 999999999
            HND 3 8 HISPANIC A9999999
            AZE 3 8 TURKISH c99999999
            ARM 3 6 GEORGIAN AA9999999
            UZB 3 12 RUSSIAN AA9999999
            TJK 2 12 RUSSIAN 999999999
            KGZ 2 8 RUSSIAN AA9999999
            NZL 3 2 ENGLISH AA999999
            SGP 3 2 CHINESE AA9999999
            HKG 3 3 CHINESE AA9999999
            TZA 2 4 EAST_AFRICAN AA999999
            UGA 2 4 EAST_AFRICAN A9999999
            CYP 2 1 GREEK A99999999
            LUX 2 1 FRENCH NNNNNN999
            ISL 1 1 NORDIC A9999999
            MLT 1 1 ITALIAN 99999999
            - 7 0 ENGLISH 9999999999
            """;

    static final List<IssuingState> ALL = parse();

    /** Of the documents, by index. */
    static final StateSchedule DOCUMENTS = new StateSchedule(ALL, IssuingState::documentWeight);

    /** Of the persons, by index. */
    static final StateSchedule PERSONS = new StateSchedule(ALL, IssuingState::personWeight);

    private IssuingStates() {}

    private static List<IssuingState> parse() {
        List<IssuingState> states = new ArrayList<>();
        for (String line : TABLE.split("\n")) {
            String[] columns = line.split(" ");
            List<NumberShape> shapes = new ArrayList<>();
            for (int i = 4; i < columns.length; i++) {
                shapes.add(new NumberShape(columns[i]));
            }
            states.add(new IssuingState(
                    states.size(),
                    columns[0].equals("-") ? "" : columns[0],
                    Integer.parseInt(columns[1]),
                    Integer.parseInt(columns[2]),
                    Culture.valueOf(columns[3]),
                    List.copyOf(shapes),
                    shapes.stream().map(NumberShape::cells).toList()));
        }
        return List.copyOf(states);
    }
}
