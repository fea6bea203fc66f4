package kartei.local;

import java.util.List;
import java.util.random.RandomGenerator;

import org.junit.jupiter.api.Test;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

import kartei.api.World;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/// R1 to R10 of `docs/rules.md`: the fences between the rooms, where Maven cannot see them, and once more where it can.
class ArchitectureTest {
    private static final String[] DEPLOYED = {"kartei.domain..", "kartei.storage..", "kartei.api..",
            "kartei.function.."};
    private static final String[] LAMBDA = {"com.amazonaws..", "software.amazon.lambda..", "org.crac.."};

    private static void hold(ArchRule rule, String because) {
        rule.because(because).check(Rooms.classes());
    }

    @Test
    void R1_theDomainTouchesTheJdkWithoutItsInputAndOutput() {
        hold(classes().that()
                .resideInAPackage("kartei.domain..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("kartei.domain..", "java.lang..", "java.util..", "java.time..", "java.math..",
                        "java.text..", "java.net", "java.nio.charset", "org.jspecify..",
                        "com.google.i18n.phonenumbers.."),
                "rules that hold whoever writes need nothing else");
        hold(noClasses().that()
                .resideInAPackage("kartei.domain..")
                .should()
                .dependOnClassesThat(resideInAPackage("java.net")
                        .and(notOneOf("java.net.URI", "java.net.URISyntaxException", "java.net.IDN"))),
                "the domain speaks to nobody");
    }

    private static DescribedPredicate<JavaClass> notOneOf(String... names) {
        return describe("other than " + List.of(names), type -> !List.of(names).contains(type.getName()));
    }

    @Test
    void R2_storageDoesNotKnowTheEdgeOrLambda() {
        hold(noClasses().that()
                .resideInAPackage("kartei.storage..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("kartei.api..", "kartei.function..", "kartei.local..")
                        .or(resideInAnyPackage(LAMBDA))
                        .or(resideInAnyPackage("java.net.http..", "tools.jackson..", "com.fasterxml.."))),
                "how a thing lies in the table has nothing to do with who asks");
    }

    @Test
    void R3_theHttpEdgeDoesNotKnowStorageOrTheSdk() {
        hold(noClasses().that()
                .resideInAnyPackage("kartei.api.http", "kartei.api.json", "kartei.api.view")
                .should()
                .dependOnClassesThat(resideInAnyPackage("kartei.storage..", "software.amazon.awssdk..")),
                "a request is understood without a table");
    }

    @Test
    void R3_theStreamEdgeDoesNotKnowJsonOrHttp() {
        hold(noClasses().that()
                .resideInAPackage("kartei.api.stream")
                .should()
                .dependOnClassesThat(resideInAnyPackage("kartei.api.http", "kartei.api.json", "kartei.api.view")),
                "a change is no request");
    }

    @Test
    void R4_functionsDoNotKnowEachOther() {
        slices().matching("kartei.function.(*)..").should().notDependOnEachOther().check(Rooms.classes());
    }

    @Test
    void R5_inAFunctionOnlyHandlersKnowLambdaAndTheSuperclassesOfTheEdge() {
        hold(noClasses().that()
                .resideInAPackage("kartei.function..")
                .and()
                .haveSimpleNameNotEndingWith("Handler")
                .should()
                .dependOnClassesThat(resideInAnyPackage(LAMBDA)
                        .or(named("kartei.api.http.HttpFunction", "kartei.api.stream.StreamFunction",
                                "kartei.api.World", "kartei.api.Environment", "kartei.api.Clients"))),
                "what a function does is read without knowing where it runs");
    }

    private static DescribedPredicate<JavaClass> named(String... names) {
        return describe("one of " + List.of(names), type -> List.of(names).contains(type.getName()));
    }

    @Test
    void R6_onlyEnvironmentReadsVariables() {
        hold(noClasses().that()
                .resideInAnyPackage("kartei..")
                .and(notOneOf("kartei.api.Environment"))
                .and(notOneOf("kartei.testkit.Stack"))
                .should()
                .callMethodWhere(on(System.class, "getenv")), "a function is given its variables by its world");
    }

    @Test
    void R6_nothingDeployedReadsSystemProperties() {
        hold(noClasses().that()
                .resideInAnyPackage(DEPLOYED)
                .should()
                .callMethodWhere(on(System.class, "getProperty", "setProperty")), "they are variables by another name");
    }

    @Test
    void R7_nobodyAsksTheSystemForTheTimeOrForRandomnessOrWaits() {
        hold(noClasses().that()
                .resideInAnyPackage(DEPLOYED)
                .and(notOneOf("kartei.api.World", "kartei.api.Ids", "kartei.api.Pause"))
                .should()
                .callCodeUnitWhere(
                        describe("asks the system for time, chance or patience", ArchitectureTest::asksTheSystem)),
                "time, chance and waiting come through World, or a test could not hold them still");
    }

    private static boolean asksTheSystem(JavaCall<?> call) {
        var owner = call.getTargetOwner();
        var name = call.getName();
        return switch (owner.getName()) {
            case "java.lang.System" -> name.equals("currentTimeMillis") || name.equals("nanoTime");
            case "java.lang.Thread" -> name.equals("sleep");
            case "java.lang.Math" -> name.equals("random");
            case "java.util.UUID" -> name.equals("randomUUID");
            case "java.time.InstantSource" -> name.equals("system");
            case "java.time.Clock" -> name.startsWith("system");
            case "java.util.Date", "java.util.GregorianCalendar" -> name.equals("<init>");
            case "java.util.concurrent.TimeUnit" -> name.equals("sleep");
            case String type when type.startsWith("java.time.") -> name.equals("now");
            default -> owner.isAssignableTo(RandomGenerator.class) && List.of("<init>", "current").contains(name);
        };
    }

    private static DescribedPredicate<JavaCall<?>> on(Class<?> type, String... methods) {
        return describe(type.getSimpleName() + "." + String.join(", ", methods),
                call -> call.getTargetOwner().isEquivalentTo(type) && List.of(methods).contains(call.getName()));
    }

    @Test
    void R8_aHandlerHasTwoConstructorsAndNoFields() {
        hold(classes().that()
                .haveSimpleNameEndingWith("Handler")
                .and()
                .resideInAPackage("kartei.function..")
                .should(beOnlyAWorldPutTogether()), "what it keeps is frozen into every copy of a snapshot");
    }

    private static ArchCondition<JavaClass> beOnlyAWorldPutTogether() {
        return new ArchCondition<>("have the constructors () and (World), and no fields") {
            @Override
            public void check(JavaClass handler, ConditionEvents events) {
                var constructors = handler.getConstructors()
                        .stream()
                        .map(constructor -> constructor.getRawParameterTypes()
                                .stream()
                                .map(JavaClass::getName)
                                .toList())
                        .toList();
                if (constructors.size() != 2 || !constructors.contains(List.of())
                        || !constructors.contains(List.of(World.class.getName()))
                        || !handler.getFields().isEmpty()) {
                    events.add(SimpleConditionEvent.violated(handler, handler.getName() + " has constructors "
                            + constructors + ", fields " + handler.getFields()));
                }
            }
        };
    }

    @Test
    void R8_nothingStaticChanges() {
        hold(fields().that()
                .areDeclaredInClassesThat()
                .resideInAnyPackage("kartei..")
                .and()
                .areStatic()
                .and(describe("are not the compiler's",
                        (JavaField field) -> !field.getModifiers().contains(JavaModifier.SYNTHETIC)))
                .should()
                .beFinal(), "a test could not begin anew");
    }

    @Test
    void R9_thePackagesOfEachRoomAreALine() {
        for (var room : List.of("kartei.domain.(**)", "kartei.api.(**)", "kartei.local.(**)")) {
            slices().matching(room).should().beFreeOfCycles().check(Rooms.classes());
        }
    }

    @Test
    void R10_nothingDeployedKnowsTheTestKitAndNothingKnowsLocal() {
        hold(noClasses().that()
                .resideInAnyPackage(DEPLOYED)
                .should()
                .dependOnClassesThat(resideInAnyPackage("kartei.testkit..", "org.junit..", "org.assertj..")),
                "what is deployed carries no engine");
        hold(noClasses().that()
                .resideOutsideOfPackage("kartei.local..")
                .should()
                .dependOnClassesThat(resideInAPackage("kartei.local..")), "the local system is the last in the line");
    }

    /// N6: a defect that somebody catches looks like weather.
    @Test
    void A9_onlyTheEdgesCatchEverything() {
        hold(noClasses().that()
                .resideInAnyPackage(DEPLOYED)
                .and(notOneOf("kartei.api.http.Dispatch", "kartei.api.http.Priming",
                        "kartei.api.stream.StreamFunction"))
                .should(catchEverything()), "a defect is answered, logged and counted at the edge");
    }

    /// What closes a resource catches everything to pass it on (JLS 14.20.3.1); told by what it suppresses.
    private static boolean closes(JavaCodeUnit unit) {
        return unit.getMethodCallsFromSelf()
                .stream()
                .anyMatch(call -> call.getTarget().getName().equals("addSuppressed"));
    }

    private static ArchCondition<JavaClass> catchEverything() {
        var wide = List.of(Throwable.class, Exception.class, RuntimeException.class, Error.class);
        return new ArchCondition<>("catch everything") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getCodeUnits()
                        .stream()
                        .filter(unit -> !closes(unit))
                        .flatMap(unit -> unit.getTryCatchBlocks().stream())
                        .filter(block -> block.getCaughtThrowables()
                                .stream()
                                .anyMatch(caught -> wide.stream().anyMatch(caught::isEquivalentTo)))
                        .forEach(block -> events.add(SimpleConditionEvent.satisfied(type,
                                type.getName() + " catches everything in " + block.getSourceCodeLocation())));
            }
        };
    }
}
