package kartei.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the functions of a template come to.
class TemplateValuesTest {
    private static final Map<String, Object> CONDITIONS = Map.of("Small",
            Map.of("Fn::Equals", List.of(Map.of("Ref", "Size"), "S")), "Large",
            Map.of("Fn::Not", List.of(Map.of("Condition", "Small"))), "Both",
            Map.of("Fn::And", List.of(Map.of("Condition", "Small"), Map.of("Condition", "Large"))), "Either",
            Map.of("Fn::Or", List.of(Map.of("Condition", "Small"), Map.of("Condition", "Large"))), "Odd",
            Map.of("Ref", "Size"));

    @TempDir
    private Path folder = Path.of("");

    private final TemplateValues values = new TemplateValues("t.yaml", Map.of("Size", "S"), CONDITIONS,
            new TemplateNames("t.yaml", Map.of("Table", "AWS::DynamoDB::Table", "Box", "AWS::S3::Bucket"),
                    Map.of("Box", "box-7")));

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, quoteCharacter = '`', textBlock = """
            written                                    | comes to
            !Ref Size                                  | S
            !Ref Table                                 | Table
            !Ref Box                                   | box-7
            !Ref AWS::StackName                        | local
            !GetAtt Table.Arn                          | arn:aws:dynamodb:us-east-1:000000000000:table/Table
            !GetAtt [Box, Arn]                         | arn:aws:s3:::box-7
            Fn::GetAtt: [Box, Arn]                     | arn:aws:s3:::box-7
            !Sub ${Box}-${Size}-${AWS::Region}         | box-7-S-us-east-1
            !Sub "${Box.Arn}/*"                        | arn:aws:s3:::box-7/*
            !Sub "${!Literal} $5"                      | ${Literal} $5
            !Sub ["${A}-${Size}", { A: !Ref Box }]     | box-7-S
            !Join ["-", [a, !Ref Size, c]]             | a-S-c
            !Join ["-", [a, !Ref AWS::NoValue, c]]     | a-c
            !Join ["+", !Split [",", "a,b,!"]]         | a+b+!
            !If [Small, yes it is, no]                 | yes it is
            !If [Large, a, !If [Either, b, c]]         | b
            !If [Both, a, b]                           | b
            """)
    void resolves(String written, String expected) throws IOException {
        assertThat(values.resolve(tree(written))).isEqualTo(expected);
    }

    @Test
    void leavesOutWhatHasNoValue() throws IOException {
        assertThat(values
                .resolve(tree("{ a: !Ref AWS::NoValue, b: [!Ref AWS::NoValue, 1], c: !If [Large, 2, !Ref Size] }")))
                .isEqualTo(Map.of("b", List.of(1), "c", "S"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, quoteCharacter = '`', textBlock = """
            written                                    | refused with
            !Ref Nothing                               | there is no parameter or resource Nothing
            !Sub ${Nothing}                            | there is no parameter or resource Nothing
            !GetAtt Box.DomainName                     | Box.DomainName is not known on one machine
            !If [Elsewhere, a, b]                      | there is no condition Elsewhere
            !If [Small, a]                             | where 3 arguments belong
            !If [Odd, a, b]                            | Ref is not known in a condition
            { Fn::Select: [0, [a]] }                   | Fn::Select is not known on one machine
            """)
    void refuses(String written, String message) throws IOException {
        var tree = tree(written);

        assertThatThrownBy(() -> values.resolve(tree)).isInstanceOf(TemplateException.class)
                .hasMessageContaining(message);
    }

    private Object tree(String written) throws IOException {
        return TemplateText.read(Files.writeString(folder.resolve("t.yaml"), written));
    }
}
