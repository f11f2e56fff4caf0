package net.osmand.account.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AttachmentNameTest {
    @Test
    void everythingButPlainCharactersIsEncoded() {
        assertThat(AttachmentName.disposition("a b\"ü\n.gpx"))
                .isEqualTo("attachment; filename*=UTF-8''a%20b%22%C3%BC%0A.gpx");
    }

    @Test
    void longNamesEndBeforeACharacterThatWouldBeCut() {
        var name = "x" + "ü".repeat(200);

        assertThat(AttachmentName.disposition(name)).isEqualTo("attachment; filename*=UTF-8''x" + "%C3%BC".repeat(127));
    }
}
