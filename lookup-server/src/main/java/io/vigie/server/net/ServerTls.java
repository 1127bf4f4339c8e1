package io.vigie.server.net;

import io.netty.channel.Channel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.vigie.server.access.Caller;
import io.vigie.server.access.Identity;
import io.vigie.server.access.Role;
import io.vigie.wire.TlsContexts;
import io.vigie.wire.TlsException;
import io.vigie.wire.TlsFiles;
import io.vigie.wire.TlsMaterial;
import io.vigie.wire.TlsUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server's side of TLS, kept as its files say, also when these change: new handshakes use what is new, connections that
 * are open stay unless their certificate is no longer good. Files that cannot be used leave everything as it was, but for
 * new lists of revoked certificates, which are taken whatever is wrong with the other files.
 * Thread-safe.
 */
final class ServerTls implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServerTls.class);

    /** A change is taken when two looks have found the same: certificate and key are not replaced at one moment. */
    private static final Duration LOOK_INTERVAL = Duration.ofSeconds(1);

    /** Looks after which open connections are judged again although nothing has changed: certificates end. */
    private static final int LOOKS_A_JUDGEMENT = 30;

    /** Left of the time of the own certificate, or an authority's, when it becomes a warning. */
    private static final Duration ENDS_SOON = Duration.ofDays(14);

    /** Since the last look, when it becomes a warning. */
    private static final Duration UNWATCHED = Duration.ofSeconds(10);

    private static final String REFUSED = "TLS files stay as they were: ";

    private static final Duration SESSION_LIFE = Duration.ofHours(8);

    private final TlsFiles files;
    private final Clock clock;
    private final Duration handshakeTimeout;
    private final TerminalTrust trust;
    private final ExecutorService handshakes;
    private final ScheduledExecutorService watcher = Executors.newSingleThreadScheduledExecutor(
            task -> Thread.ofPlatform().name("vigie-tls-files").daemon().unstarted(task));
    private volatile TlsMaterial material;
    private volatile SslContext context;
    private volatile @Nullable String fault;
    private List<byte[]> used;
    private List<byte[]> seen;
    private int looks;
    private volatile long lookedNanos = System.nanoTime();

    private ServerTls(TlsFiles files, Clock clock, Duration handshakeTimeout, int threads)
            throws TlsException, SSLException {
        this.files = files;
        this.clock = clock;
        this.handshakeTimeout = handshakeTimeout;
        this.trust = new TerminalTrust(() -> material(), clock);
        this.used = contents();
        this.seen = used;
        this.material = checked();
        String outdated = material.outdated(clock.instant());
        if (outdated != null) {
            throw new TlsException(List.of(outdated));
        }
        this.context = newContext(material);
        this.handshakes = Executors.newFixedThreadPool(threads, new DefaultThreadFactory("vigie-tls", true));
    }

    /**
     * Reads the files and watches them.
     *
     * @param threads that do the slow part of handshakes
     * @param changed told when other files are in force, and then and now otherwise: certificates end
     * @throws TlsException when a file cannot be used; one line for each fault
     */
    static ServerTls open(TlsFiles files, Clock clock, Duration handshakeTimeout, int threads, Runnable changed)
            throws TlsException, SSLException {
        ServerTls tls = new ServerTls(files, clock, handshakeTimeout, threads);
        var _ = tls.watcher.scheduleWithFixedDelay(
                () -> tls.watch(changed), LOOK_INTERVAL.toMillis(), LOOK_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        return tls;
    }

    /** In front of a connection that was accepted. */
    SslHandler newHandler(Channel channel) {
        SslHandler handler = context.newHandler(channel.alloc(), handshakes);
        handler.setHandshakeTimeoutMillis(handshakeTimeout.toMillis());
        return handler;
    }

    /**
     * The terminal that has proved to own its certificate; handshakes that resume a session bring it along.
     *
     * @throws IllegalArgumentException when the certificate names none
     */
    Caller callerOf(SslHandler handler) throws SSLPeerUnverifiedException {
        X509Certificate certificate =
                (X509Certificate) handler.engine().getSession().getPeerCertificates()[0];
        Identity identity = Identity.of(certificate);
        return Caller.terminal(identity.party(), identity.authority(), identity.terminal(), Role.MEMBER);
    }

    /** Why the other side is not trusted, or no longer; null when it is. */
    @Nullable String peerFault(SslHandler handler) {
        try {
            List<X509Certificate> chain = new ArrayList<>();
            for (Certificate certificate : handler.engine().getSession().getPeerCertificates()) {
                chain.add((X509Certificate) certificate);
            }
            return material.peerFault(chain, TlsUse.TERMINAL, clock.instant());
        } catch (SSLPeerUnverifiedException e) {
            return "no certificate";
        }
    }

    /** Whether the files as they are now are not in force. */
    boolean isRefused() {
        return fault != null;
    }

    /** What somebody must do something about, each in a line that names the file. */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        String refused = fault;
        if (refused != null) {
            warnings.add(REFUSED + refused);
        }
        Duration unwatched = Duration.ofNanos(System.nanoTime() - lookedNanos);
        if (unwatched.compareTo(UNWATCHED) > 0) {
            warnings.add("TLS files have not been looked at for " + unwatched.toSeconds() + " s: who is revoked meanwhile goes on asking");
        }
        TlsMaterial used = material;
        String outdated = used.outdated(clock.instant());
        if (outdated != null) {
            warnings.add(outdated);
        }
        if (used.ends().isBefore(clock.instant().plus(ENDS_SOON))) {
            warnings.add(files.certificate() + ": no longer good from " + used.ends() + " on");
        }
        if (used.authoritiesEnd().isBefore(clock.instant().plus(ENDS_SOON))) {
            warnings.add(files.authorities() + ": one is no longer good from " + used.authoritiesEnd() + " on");
        }
        return warnings;
    }

    @Override
    public void close() {
        watcher.shutdownNow();
        handshakes.shutdownNow();
    }

    private TlsMaterial material() {
        return material;
    }

    /** Whatever fails in one look must not be the end of all looks. */
    private void watch(Runnable changed) {
        try {
            look(changed);
        } catch (RuntimeException | Error e) {
            LOG.error("TLS files could not be looked at", e);
        }
    }

    private void look(Runnable changed) {
        boolean due = ++looks % LOOKS_A_JUDGEMENT == 0;
        try {
            List<byte[]> found = contents();
            boolean settled = isSame(found, seen);
            seen = found;
            if (settled && !isSame(found, used)) {
                take();
                used = found;
                due = true;
                LOG.info("TLS files were read again");
            } else if (settled) {
                fault = null;
            }
        } catch (TlsException | SSLException | RuntimeException e) {
            refuse(String.valueOf(e.getMessage()));
            due |= takeRevocations();
        }
        if (due) {
            judge(changed);
        }
        lookedNanos = System.nanoTime();
    }

    /** What fails for one connection that is closing must not end the watch. */
    private static void judge(Runnable changed) {
        try {
            changed.run();
        } catch (RuntimeException | Error e) {
            LOG.error("certificates of open connections were not all judged", e);
        }
    }

    private void refuse(String why) {
        if (!why.equals(fault)) {
            LOG.error("{}{}", REFUSED, why);
        }
        fault = why;
    }

    /** Sessions can be resumed as before when only lists of revoked certificates have changed: each is checked again. */
    private void take() throws TlsException, SSLException {
        TlsMaterial read = checked();
        if (!read.differsInRevocationsOnly(material)) {
            context = newContext(read);
        }
        material = read;
        fault = null;
    }

    /** Whether there were new ones. What was used is no longer what the files held, so they are read again when it comes back. */
    private boolean takeRevocations() {
        TlsMaterial read = material.withRevocationsRead();
        if (read == material) {
            return false;
        }
        material = read;
        used = List.of();
        LOG.warn("lists of revoked certificates were read again, the other TLS files stay as they were");
        return true;
    }

    private TlsMaterial checked() throws TlsException {
        TlsMaterial read = TlsMaterial.read(files);
        read.check(TlsUse.SERVER, clock.instant());
        return read;
    }

    private SslContext newContext(TlsMaterial of) throws SSLException {
        SslContext made = TlsContexts.server(of, trust);
        made.sessionContext().setSessionTimeout((int) SESSION_LIFE.toSeconds());
        return made;
    }

    /** Of all files; of those that cannot be read, nothing: reading them for use says why. */
    private List<byte[]> contents() {
        List<byte[]> contents = new ArrayList<>();
        for (Path file : files.all()) {
            try {
                contents.add(Files.readAllBytes(file));
            } catch (IOException e) {
                contents.add(new byte[0]);
            }
        }
        return contents;
    }

    private static boolean isSame(List<byte[]> a, List<byte[]> b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            if (!Arrays.equals(a.get(i), b.get(i))) {
                return false;
            }
        }
        return true;
    }
}
