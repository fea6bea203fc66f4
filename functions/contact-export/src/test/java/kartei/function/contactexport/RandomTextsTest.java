package kartei.function.contactexport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.apache.commons.csv.CSVFormat;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import kartei.domain.export.Column;
import kartei.domain.export.ExportFormat;
import kartei.domain.export.ExportPlan;
import kartei.domain.export.Layout;

import tools.jackson.databind.json.JsonMapper;

/// S45: whatever people type, other programs read it again: texts by chance, the same ones each time.
class RandomTextsTest {
    private static final long SEED = 45;
    private static final int TEXTS = 4_000;
    /// What makes a text hard to write, and other alphabets.
    private static final String[] PARTS = {"=", "+", "-", "@", "＝", "＋", "－", "＠", "'", "\"", ",", ";", "\r", "\n",
            "\r\n", "\t", " ", "\\", "/", "{", "}", "#", "<", ">", "&", "_x000D_", "_", "1", "42", "+49 30 901820",
            "-5", "a", "Z", "ß", "é", "e\u0301", "李", "🦊", "👩‍👩‍👧", "\u202e", "\u2028", "\u2029", "\u0085",
            "\ufeff", "\u00a0", "\u0001", "\0"};

    private static final List<String> GIVEN = new ArrayList<>();

    @BeforeAll
    static void givenTexts() {
        var random = new Random(SEED);
        for (int n = 0; n < TEXTS; n++) {
            var text = new StringBuilder();
            int parts = 1 + random.nextInt(8);
            for (int part = 0; part < parts; part++) {
                text.append(PARTS[random.nextInt(PARTS.length)]);
            }
            if (random.nextInt(10) == 0) {
                random.ints(5, 0x20, 0x1_0000)
                        .filter(c -> !Character.isSurrogate((char) c))
                        .forEach(text::appendCodePoint);
            }
            GIVEN.add(text.toString());
        }
    }

    @Test
    @DisplayName("S45: commons-csv reads the texts that were typed, but for the quote before what would run")
    void commonsCsvReadsThem() throws IOException {
        try (var csv = CSVFormat.RFC4180.parse(
                new InputStreamReader(new ByteArrayInputStream(file(ExportFormat.CSV)), StandardCharsets.UTF_8))) {
            var cells = csv.stream().skip(1).map(row -> row.get(1)).toList();

            assertThat(cells).hasSize(TEXTS);
            for (int n = 0; n < TEXTS; n++) {
                assertThat(cells.get(n)).isIn(GIVEN.get(n), "'" + GIVEN.get(n));
                assertThat(cells.get(n)).matches("(?s)[^=+\\-@＝＋－＠\t\r].*|[+-]\\d+([.,]\\d+)?|\\+\\d[\\d ]{6,19}");
            }
        }
    }

    @Test
    @DisplayName("S45: Jackson reads the texts that were typed, each in a line of its own")
    void jacksonReadsThem() throws IOException {
        var mapper = new JsonMapper();
        var text = new String(file(ExportFormat.JSONL), StandardCharsets.UTF_8);
        // Wherever any program may think that a line ends.
        var lines = text.split("\\R", -1);

        assertThat(lines).hasSize(TEXTS + 1).endsWith("");
        for (int n = 0; n < TEXTS; n++) {
            assertThat(mapper.readTree(lines[n]).get("values").get("firstName").stringValue()).isEqualTo(GIVEN.get(n));
        }
    }

    @Test
    @DisplayName("S45: POI reads the texts that were typed, but for what XML does not have")
    void poiReadsThem() throws IOException {
        try (var book = new XSSFWorkbook(new ByteArrayInputStream(file(ExportFormat.XLSX)))) {
            for (int n = 0; n < TEXTS; n++) {
                assertThat(book.getSheetAt(0).getRow(n + 1).getCell(1).getStringCellValue()).isEqualTo(
                        GIVEN.get(n).replaceAll("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ufffe\\uffff]", "\ufffd"));
            }
        }
    }

    @Test
    @DisplayName("S45: half a character leaves as U+FFFD, so that a file is UTF-8 whatever is in it")
    void isUtf8WhateverIsTyped() throws CharacterCodingException {
        for (var format : List.of(ExportFormat.CSV, ExportFormat.JSONL)) {
            var file = Reports.file(plan(format),
                    List.of(GivenPeople.named(1, "a\ud83d!"), GivenPeople.named(2, "\udd8a")));

            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
            assertThat(text).contains("a\ufffd!");
        }
    }

    @Test
    @DisplayName("S45: a text longer than all before it leaves whole")
    void longTextsLeaveWhole() throws IOException {
        var format = RowFormat.of(plan(ExportFormat.CSV), GivenPeople.workspace());
        for (int length : List.of(10, 8_000, 100_000, 10)) {
            var out = new ByteArrayOutputStream();
            format.write(GivenPeople.named(1, "李".repeat(length)), out);

            assertThat(out.toString(StandardCharsets.UTF_8))
                    .isEqualTo(GivenPeople.id(1).value() + "," + "李".repeat(length) + "\r\n");
        }
    }

    private static byte[] file(ExportFormat format) {
        var people = IntStream.range(0, TEXTS).mapToObj(n -> GivenPeople.named(n, GIVEN.get(n))).toList();
        return Reports.file(plan(format), people);
    }

    private static ExportPlan plan(ExportFormat format) {
        return Reports.plan(format, Layout.WIDE, List.of(Column.Fixed.CONTACT_ID, Reports.attribute("firstName")));
    }
}
