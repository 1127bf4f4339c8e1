package io.vigie.server.index.persons;

import com.google.protobuf.ByteString;
import io.vigie.v1.Person;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The different audiences met so far, each with a number in the order of meeting. Heap: what they are. One thread. */
final class AudienceTable {
    private final Map<ByteString, Integer> numbers = new HashMap<>();
    private final List<ByteString> audiences = new ArrayList<>();
    private long bytes;

    /** The number of an audience. */
    int add(Person audience) {
        ByteString encoded = audience.toByteString();
        Integer known = numbers.putIfAbsent(encoded, audiences.size());
        if (known != null) {
            return known;
        }
        audiences.add(encoded);
        bytes += encoded.size();
        return audiences.size() - 1;
    }

    int size() {
        return audiences.size();
    }

    /** Bytes of all of them. */
    long bytes() {
        return bytes;
    }

    ByteString encoded(int number) {
        return audiences.get(number);
    }
}
