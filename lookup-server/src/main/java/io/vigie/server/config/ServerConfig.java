package io.vigie.server.config;

import io.vigie.server.access.ProfileFiles;
import io.vigie.server.audit.AuditLog;
import io.vigie.server.audit.OfficerKey;
import io.vigie.server.audit.Retention;
import io.vigie.server.feed.Feed;
import io.vigie.server.hits.Messages;
import io.vigie.server.index.RetentionPeriods;
import io.vigie.server.net.Listener;
import io.vigie.server.net.Transport;
import io.vigie.server.query.QueryService;
import io.vigie.wire.TlsFiles;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything a server needs to know before it starts. Immutable.
 *
 * @param data folder of the data
 * @param auditFolder folder of the audit trail
 * @param listener knobs of the listener
 * @param drainTimeout for clients to leave
 * @param adminAddress of health and meters
 * @param query knobs of answering
 * @param audit knobs of the trail
 * @param feed knobs of changes in and out
 * @param messages knobs of messages to owners
 * @param scrubInterval from one reading of everything to the next; zero = none
 * @param retention of records that do not say when they expire
 * @param profiles who may ask what
 */
public record ServerConfig(
        Path data,
        Path auditFolder,
        Listener.Config listener,
        Duration drainTimeout,
        InetSocketAddress adminAddress,
        QueryService.Config query,
        AuditLog.Config audit,
        Feed.Config feed,
        Messages.Config messages,
        Duration scrubInterval,
        RetentionPeriods retention,
        ProfileFiles.Config profiles) {

    /**
     * Reads the configuration.
     *
     * @param data folder of the data
     * @param file of the operator, or null
     * @param environment of the process
     * @param overrides by key, from the command line
     * @throws ConfigException with every problem
     */
    public static ServerConfig read(
            Path data, @Nullable Path file, Map<String, String> environment, Map<String, String> overrides) {
        ConfigSource source = ConfigSource.of(file, environment, overrides);
        Reader in = new Reader(source);
        InetSocketAddress listen = in.get("net.listen", ServerConfig::address);
        Transport transport = in.get("net.transport", ServerConfig::transport);
        int threads = in.integer("net.threads");
        int frameBytesMax = in.integer("net.frame-bytes-max");
        int connectionsMax = in.integer("net.connections-max");
        int inFlightMax = in.integer("net.in-flight-max");
        int inFlightPerConnectionMax = in.integer("net.in-flight-per-connection-max");
        Duration helloTimeout = in.duration("net.hello-timeout");
        boolean insecurePlainText = in.get("net.insecure-plain-text", ServerConfig::yesOrNo);
        Optional<Path> certificate = in.get("tls.certificate", ServerConfig::optionalPath);
        Optional<Path> key = in.get("tls.key", ServerConfig::optionalPath);
        Optional<Path> authorities = in.get("tls.authorities", ServerConfig::optionalPath);
        Optional<Path> revocations = in.get("tls.revocations", ServerConfig::optionalPath);
        Duration drainTimeout = in.duration("net.drain-timeout");
        InetSocketAddress admin = in.get("admin.listen", ServerConfig::address);
        Duration deadline = in.duration("query.deadline");
        Duration ageMax = in.duration("data.age-max");
        Duration scrubInterval = in.duration("data.scrub-interval");
        int documentsMonths = in.integer("retention.documents-months");
        int personsMonths = in.integer("retention.persons-months");
        int noticesMonths = in.integer("retention.notices-months");
        int searchesMonths = in.integer("retention.searches-months");
        int checksMonths = in.integer("retention.checks-months");
        int workers = in.integer("query.workers");
        Optional<Path> nameGroups = in.get("match.name-groups", ServerConfig::optionalFile);
        Path auditFolder = in.get("audit.folder", text -> text.isEmpty() ? data.resolve("audit") : Path.of(text));
        Optional<String> primary = in.get("feed.primary", ServerConfig::optionalEndpoint);
        Optional<Path> feedCertificate = in.get("feed.tls-certificate", ServerConfig::optionalPath);
        Optional<Path> feedKey = in.get("feed.tls-key", ServerConfig::optionalPath);
        Optional<Path> feedAuthorities = in.get("feed.tls-authorities", ServerConfig::optionalPath);
        Duration sweepInterval = in.duration("feed.sweep-interval");
        Duration logRetention = in.duration("feed.log-retention");
        Duration purgeInterval = in.duration("feed.purge-interval");
        Duration clockJumpMax = in.duration("feed.clock-jump-max");
        boolean messagesEnabled = in.get("messages.enabled", ServerConfig::yesOrNo);
        int messagesPartyMax = in.integer("messages.party-max");
        int messagesBytesMax = in.integer("messages.bytes-max");
        Duration clearanceTime = in.duration("messages.clearance-time");
        Duration syncInterval = in.duration("audit.sync-interval");
        long segmentBytesMax = in.integer("audit.segment-bytes-max");
        AuditLog.Sync sync = in.get("audit.sync", ServerConfig::sync);
        Duration auditTimeout = in.duration("audit.timeout");
        Optional<OfficerKey> officer = in.get("audit.public-key", ServerConfig::officerKey);
        int keepMonths = in.integer("audit.keep-months");
        Duration checkpointInterval = in.duration("audit.checkpoint-interval");
        List<Path> witnesses = in.get("audit.witnesses", ServerConfig::folders);
        Optional<Listener.Config> listener = in.check(() -> new Listener.Config(
                listen,
                transport,
                threads == 0 ? Runtime.getRuntime().availableProcessors() : threads,
                frameBytesMax,
                connectionsMax,
                inFlightMax,
                inFlightPerConnectionMax,
                helloTimeout,
                tlsFiles("tls.", certificate, key, authorities, revocations),
                insecurePlainText));
        Optional<QueryService.Config> query = in.check(() -> new QueryService.Config(
                deadline,
                ageMax,
                workers == 0 ? Runtime.getRuntime().availableProcessors() : workers,
                nameGroups.orElse(null)));
        Optional<AuditLog.Config> audit = in.check(() -> new AuditLog.Config(
                sync, syncInterval, auditTimeout, segmentBytesMax, officer.orElse(null), new Retention(keepMonths),
                checkpointInterval, witnesses));
        Optional<Feed.Config> feed = in.check(() -> new Feed.Config(
                primary.orElse(null),
                tlsFiles("feed.tls-", feedCertificate, feedKey, feedAuthorities, Optional.empty()),
                sweepInterval,
                logRetention,
                purgeInterval,
                clockJumpMax));
        Optional<RetentionPeriods> retention = in.check(() -> new RetentionPeriods(
                documentsMonths, personsMonths, noticesMonths, searchesMonths, checksMonths));
        Optional<Path> profilesFile = in.get("access.profiles", ServerConfig::optionalFile);
        Optional<Path> narrowing = in.get("access.narrowing", ServerConfig::optionalFile);
        Optional<ProfileFiles.Config> profiles =
                in.check(() -> new ProfileFiles.Config(profilesFile.orElse(null), narrowing.orElse(null)));
        Optional<Messages.Config> messages = in.check(() ->
                new Messages.Config(messagesEnabled, messagesPartyMax, messagesBytesMax, clearanceTime, auditTimeout));
        if (primary.isPresent() && feedCertificate.isEmpty() && !insecurePlainText && !isLoopback(primary.get())) {
            in.problem("feed.primary: " + primary.get() + " without feed.tls-certificate, feed.tls-key and feed.tls-authorities"
                    + " (expected: given, where the primary is another machine)");
        }
        if (primary.isPresent() && ageMax.isZero()) {
            in.problem("data.age-max: 0s (expected: > 0s with feed.primary, since a follower may fall behind)");
        }
        if (officer.isEmpty() && !insecurePlainText && !listen.getAddress().isLoopbackAddress()) {
            in.problem("audit.public-key: empty (expected: the key of a security officer where others than this machine can "
                    + "connect; `vigie audit keys` makes one)");
        }
        in.throwProblems();
        return new ServerConfig(
                data,
                auditFolder,
                listener.orElseThrow(),
                drainTimeout,
                admin,
                query.orElseThrow(),
                audit.orElseThrow(),
                feed.orElseThrow(),
                messages.orElseThrow(),
                scrubInterval,
                retention.orElseThrow(),
                profiles.orElseThrow());
    }

    /** The same with another trail. */
    public ServerConfig with(AuditLog.Config other) {
        return new ServerConfig(
                data,
                auditFolder,
                listener,
                drainTimeout,
                adminAddress,
                query,
                other,
                feed,
                messages,
                scrubInterval,
                retention,
                profiles);
    }

    /**
     * The effective values, as a properties file.
     *
     * @throws ConfigException with every problem, when no server would start with them
     */
    public static String print(
            @Nullable Path file, Map<String, String> environment, Map<String, String> overrides) {
        read(Path.of(""), file, environment, overrides);
        return ConfigSource.of(file, environment, overrides).values().entrySet().stream()
                .map(entry -> entry.getKey() + " = " + entry.getValue() + "\n")
                .collect(Collectors.joining());
    }

    /** Reads values and collects what is wrong with them. */
    private static final class Reader {
        private final ConfigSource source;
        private final List<String> problems = new ArrayList<>();

        Reader(ConfigSource source) {
            this.source = source;
            problems.addAll(source.problems());
        }

        /** The value, or the default in its place: a problem must not bring others with it. */
        <T> T get(String key, Function<String, T> parser) {
            try {
                return parser.apply(source.text(key));
            } catch (RuntimeException e) {
                problems.add(key + ": " + source.text(key) + " (" + e.getMessage() + ")");
                return parser.apply(source.defaultText(key));
            }
        }

        /** What a component makes of its knobs, unless it finds one out of range. */
        <T> Optional<T> check(Supplier<T> component) {
            try {
                return Optional.of(component.get());
            } catch (IllegalArgumentException e) {
                problems.add(String.valueOf(e.getMessage()));
                return Optional.empty();
            }
        }

        int integer(String key) {
            return get(key, ServerConfig::wholeNumber);
        }

        Duration duration(String key) {
            return get(key, ServerConfig::durationOf);
        }

        void problem(String problem) {
            problems.add(problem);
        }

        void throwProblems() {
            if (!problems.isEmpty()) {
                throw new ConfigException(problems);
            }
        }
    }

    private static @Nullable TlsFiles tlsFiles(
            String keys,
            Optional<Path> certificate,
            Optional<Path> key,
            Optional<Path> authorities,
            Optional<Path> revocations) {
        if (certificate.isPresent() && key.isPresent() && authorities.isPresent()) {
            return new TlsFiles(certificate.get(), key.get(), authorities.get(), revocations.orElse(null));
        }
        if (certificate.isPresent() || key.isPresent() || authorities.isPresent() || revocations.isPresent()) {
            throw new IllegalArgumentException(
                    keys + "certificate, " + keys + "key, " + keys + "authorities: not all given (expected: all three or none"
                            + (revocations.isPresent() ? ", and " + keys + "revocations with them)" : ")"));
        }
        return null;
    }

    private static Optional<String> optionalEndpoint(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        var _ = address(text);
        return Optional.of(text);
    }

    private static boolean isLoopback(String endpoint) {
        return address(endpoint).getAddress().isLoopbackAddress();
    }

    /** Of a file that is read with others, where all that is wrong with any of them is told at once. */
    private static Optional<Path> optionalPath(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
    }

    private static Optional<Path> optionalFile(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Path file = Path.of(text);
        if (!Files.isReadable(file)) {
            throw new IllegalArgumentException("expected: a file that can be read, or nothing");
        }
        return Optional.of(file);
    }

    private static boolean yesOrNo(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("expected: true or false");
        };
    }

    private static int wholeNumber(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("expected: a whole number", e);
        }
    }

    private static Duration durationOf(String text) {
        int digits = 0;
        while (digits < text.length() && Character.isDigit(text.charAt(digits))) {
            digits++;
        }
        if (digits == 0 || digits > 9) {
            throw new IllegalArgumentException("expected: such as 50ms, 1s, 5m or 24h");
        }
        long amount = Long.parseLong(text.substring(0, digits));
        return switch (text.substring(digits)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> throw new IllegalArgumentException("expected: such as 50ms, 1s, 5m or 24h");
        };
    }

    private static AuditLog.Sync sync(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "interval" -> AuditLog.Sync.INTERVAL;
            case "always" -> AuditLog.Sync.ALWAYS;
            default -> throw new IllegalArgumentException("expected: interval or always");
        };
    }

    private static List<Path> folders(String text) {
        return Stream.of(text.split(",")).map(String::strip).filter(name -> !name.isEmpty()).map(Path::of).toList();
    }

    private static Optional<OfficerKey> officerKey(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(OfficerKey.read(Path.of(text)));
    }

    private static Transport transport(String text) {
        try {
            return Transport.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("expected: auto, epoll or nio", e);
        }
    }

    private static InetSocketAddress address(String text) {
        int colon = text.lastIndexOf(':');
        if (colon <= 0 || !text.substring(colon + 1).matches("[0-9]{1,5}")) {
            throw new IllegalArgumentException("expected: HOST:PORT");
        }
        int port = Integer.parseInt(text.substring(colon + 1));
        if (port > 65535) {
            throw new IllegalArgumentException("expected: a port of 0 to 65535");
        }
        InetSocketAddress address = new InetSocketAddress(text.substring(0, colon), port);
        if (address.isUnresolved()) {
            throw new IllegalArgumentException("expected: a host that can be resolved");
        }
        return address;
    }
}
