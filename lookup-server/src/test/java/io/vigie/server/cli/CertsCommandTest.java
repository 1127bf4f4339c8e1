package io.vigie.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.server.access.Identity;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CertsCommandTest {
    @TempDir
    private Path folder;

    @Test
    void makesAnAuthorityAServerAndTerminals() throws Exception {
        CommandRun run = certs("--terminal", "FRA/police/gate-1", "--terminal", "EUROPOL/hq/desk");

        assertThat(run.code()).as(run.err()).isZero();
        X509Certificate authority = certificate("ca.pem");
        authority.verify(authority.getPublicKey());
        assertThat(authority.getBasicConstraints()).isZero();
        X509Certificate server = certificate("server.pem");
        server.verify(authority.getPublicKey());
        assertThat(server.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
        assertThat(server.getSubjectAlternativeNames().stream().map(name -> (Object) name.get(1)))
                .contains("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1");
        X509Certificate terminal = certificate("FRA-police-gate-1.pem");
        terminal.verify(authority.getPublicKey());
        assertThat(terminal.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
        assertThat(Identity.of(terminal)).isEqualTo(new Identity("FRA", "police", "gate-1"));
        for (String key : List.of("ca-key.pem", "server-key.pem", "FRA-police-gate-1-key.pem", "EUROPOL-hq-desk-key.pem")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(key))))
                    .as(key)
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void keepsWhatIsThereAndAddsTerminals() throws Exception {
        certs("--terminal", "FRA/police/gate-1");
        byte[] authority = Files.readAllBytes(folder.resolve("ca.pem"));
        byte[] first = Files.readAllBytes(folder.resolve("FRA-police-gate-1.pem"));
        byte[] server = Files.readAllBytes(folder.resolve("server.pem"));

        CommandRun again = certs("--terminal", "FRA/police/gate-1", "--terminal", "DEU/police/gate-1");

        assertThat(again.err()).contains("FRA-police-gate-1.pem: kept").contains("DEU-police-gate-1.pem: made");
        assertThat(Files.readAllBytes(folder.resolve("ca.pem"))).isEqualTo(authority);
        assertThat(Files.readAllBytes(folder.resolve("FRA-police-gate-1.pem"))).isEqualTo(first);
        assertThat(Files.readAllBytes(folder.resolve("server.pem"))).isEqualTo(server);
        certificate("DEU-police-gate-1.pem").verify(certificate("ca.pem").getPublicKey());
    }

    @Test
    void whatWasRenewedIsRevokedToo() throws Exception {
        certs("--terminal", "FRA/police/gate-1");
        X509Certificate stolen = certificate("FRA-police-gate-1.pem");
        assertThat(certs("--terminal", "FRA/police/gate-1", "--renew").code()).isZero();
        X509Certificate renewed = certificate("FRA-police-gate-1.pem");
        assertThat(certs("--revoke", "FRA-police-gate-1").code()).isZero();
        assertThat(revocations().isRevoked(stolen)).isTrue();
        assertThat(revocations().isRevoked(renewed)).isTrue();
    }

    @Test
    void makesAnewWhatIsOfAnotherAuthorityOrLacksAName() throws Exception {
        certs("--terminal", "FRA/police/gate-1");
        assertThat(certs("--server-name", "lookup.example").err()).contains("server.pem: made");
        assertThat(certs("--terminal", "FRA/police/gate-1").err()).contains("server.pem: kept").contains("gate-1.pem: kept");
        Files.delete(folder.resolve("ca.pem"));
        Files.delete(folder.resolve("ca-key.pem"));
        Files.delete(folder.resolve("crl.pem"));
        assertThat(certs("--terminal", "FRA/police/gate-1").err()).contains("server.pem: made").contains("gate-1.pem: made");
        certificate("FRA-police-gate-1.pem").verify(certificate("ca.pem").getPublicKey());
        assertThat(certs("--terminal", "FRA/police/gate-key").code()).isNotZero();
    }

    @Test
    void revokesAndRevokesMore() throws Exception {
        certs("--terminal", "FRA/police/gate-1", "--terminal", "FRA/police/gate-2", "--terminal", "FRA/police/gate-3");
        X509Certificate first = certificate("FRA-police-gate-1.pem");
        X509Certificate second = certificate("FRA-police-gate-2.pem");

        assertThat(certs("--revoke", "FRA-police-gate-1").code()).isZero();
        assertThat(certs("--revoke", "FRA/police/gate-2").code()).isZero();
        assertThat(certs("--revoke", "FRA/police/gate-2").err()).contains("was revoked already");

        X509CRL list = revocations();
        list.verify(certificate("ca.pem").getPublicKey());
        assertThat(list.isRevoked(first)).isTrue();
        assertThat(list.isRevoked(second)).isTrue();
        assertThat(list.isRevoked(certificate("FRA-police-gate-3.pem"))).isFalse();
        assertThat(certs("--terminal", "FRA/police/gate-1").err()).contains("FRA-police-gate-1.pem: made");
        assertThat(revocations().isRevoked(certificate("FRA-police-gate-1.pem"))).isFalse();
        assertThat(revocations().isRevoked(first)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "--terminal, ATLANTIS/police/gate, 'party: \"ATLANTIS\" (expected: a state', 2",
        "--terminal, EU/police/gate, 'party: \"EU\" (expected: a state', 2",
        "--terminal, FRA/police, '\"FRA/police\" (expected: PARTY/AUTHORITY/NAME)', 2",
        "--terminal, FRA/../gate, 'authority: \"..\" (expected:', 2",
        "--days, 0, '--days: 0 (expected: 1 to 3650)', 2",
        "--revoke, FRA-police-gate-9, 'FRA-police-gate-9.pem: no such file', 1",
        "--revoke, ../ca, 'no such file', 1",
    })
    void saysWhatIsWrongInOneLine(String option, String value, String line, int exitCode) {
        CommandRun run = certs(option, value);

        assertThat(run.code()).isEqualTo(exitCode);
        assertThat(run.err().lines()).anyMatch(shown -> shown.startsWith("vigie: ") && shown.contains(line));
        assertThat(run.err()).doesNotContain("\tat ");
    }

    @Test
    void givesNoTwoTerminalsTheSameFiles() {
        certs("--terminal", "FRA/police-north/gate");

        CommandRun run = certs("--terminal", "FRA/police/north-gate");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("FRA-police-north-gate.pem: is that of FRA/police-north/gate");
    }

    @Test
    void makesNoSecondAuthorityBesideALostKey() throws Exception {
        certs();
        Files.delete(folder.resolve("ca-key.pem"));

        CommandRun run = certs();

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("ca-key.pem: no such file");
    }

    private CommandRun certs(String... options) {
        return CommandRun.of(Stream.concat(Stream.of("certs", "--out", folder.toString()), Stream.of(options))
                .toArray(String[]::new));
    }

    private X509Certificate certificate(String name) throws Exception {
        try (InputStream in = Files.newInputStream(folder.resolve(name))) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    private X509CRL revocations() throws Exception {
        try (InputStream in = Files.newInputStream(folder.resolve("crl.pem"))) {
            return (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(in);
        }
    }
}
