package io.vigie.server.ingest.synthetic;

import com.google.gson.JsonObject;
import io.vigie.v1.Dataset;
import io.vigie.v1.Verdict;

/**
 * The right answer to a synthetic question, once the dataset can be searched at all.
 *
 * <p>For {@code TRAVEL_DOCUMENTS} and for travellers it is exact. For {@code PERSONS} it is what a perfect matcher would do: a clear
 * traveller may share a name with somebody sought, and a name that was changed may be found too low to be shown. Those
 * questions measure; they do not prove.
 *
 * @param recordId the record that the answer must name; empty when it must name none
 * @param variant how the question differs from the record: a label of {@link Variant}, for names the letter of
 *     Delegated Regulation (EU) 2023/333, Annex II; of an INVALID one, what is wrong with it
 * @param verdict of the answer
 * @param dataset that is asked, so that a tool can leave out what it does not measure; UNSPECIFIED when a traveller is asked
 *     of all datasets
 */
public record Truth(String recordId, String variant, Verdict.Code verdict, Dataset.Code dataset) {

    /** As it stands in the lines of {@code questions.jsonl} and {@code invalid.jsonl}. */
    public JsonObject toJson() {
        JsonObject json = new JsonObject();
        json.addProperty("recordId", recordId);
        json.addProperty("variant", variant);
        json.addProperty("verdict", verdict.name());
        json.addProperty("dataset", dataset == Dataset.Code.UNSPECIFIED ? "ALL" : dataset.name());
        return json;
    }
}
