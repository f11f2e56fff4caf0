package net.osmand.account.tests.template;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Checks core &lt;- (lambda, aws) &lt;- application &lt;- handlers; nothing depends on infrastructure. */
class ArchitectureTest {
    private static final String ROOT = "net.osmand.account.";
    private static final String CORE = ROOT + "core..";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("net.osmand.account");

    @Test
    void coreDependsOnTheJdkOnly() {
        classes()
                .that()
                .resideInAPackage(CORE)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(CORE, "java..", "javax.crypto..", "javax.xml.stream..", "org.jspecify..")
                .check(CLASSES);
    }

    @Test
    void corePackagesHaveNoCycles() {
        slices().matching(ROOT + "core.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    /** Checks the layers of the diagram in docs/architecture.md: a package may use only the packages below it. */
    @Test
    void corePackagesPointDownwards() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .ensureAllClassesAreContainedInArchitectureIgnoring(resideOutsideOfPackage(CORE))
                .layer("deletion")
                .definedBy(ROOT + "core.deletion..")
                .layer("work")
                .definedBy(ROOT + "core.exports..", ROOT + "core.uploads..", ROOT + "core.details..")
                .layer("web")
                .definedBy(ROOT + "core.folders..", ROOT + "core.favourites..")
                .layer("features")
                .definedBy(ROOT + "core.purchases..", ROOT + "core.files..", ROOT + "core.signin..")
                .layer("codes")
                .definedBy(ROOT + "core.codes..")
                .layer("account")
                .definedBy(ROOT + "core.account..", ROOT + "core.mail..")
                .layer("gpx")
                .definedBy(ROOT + "core.gpx..")
                .layer("values")
                .definedBy(ROOT + "core.values..")
                .whereLayer("deletion")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("work")
                .mayOnlyBeAccessedByLayers("deletion")
                .whereLayer("web")
                .mayOnlyBeAccessedByLayers("deletion", "work")
                .whereLayer("features")
                .mayOnlyBeAccessedByLayers("deletion", "work", "web")
                .whereLayer("codes")
                .mayOnlyBeAccessedByLayers("deletion", "work", "web", "features")
                .whereLayer("account")
                .mayOnlyBeAccessedByLayers("deletion", "work", "web", "features", "codes")
                .whereLayer("gpx")
                .mayOnlyBeAccessedByLayers("work", "web")
                .check(CLASSES);
    }

    /** MailCodeFunction decrypts codes with the AWS Encryption SDK, WarmUpFunction calls Lambda. */
    @Test
    void onlyTheAdaptersDependOnTheSdk() {
        noClasses()
                .that(resideInAnyPackage(ROOT + "lambda..", ROOT + "functions..")
                        .and(resideInAnyPackage(ROOT + "functions.mailcode..", ROOT + "functions.events..")
                                .negate()))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon.awssdk..")
                .check(CLASSES);
    }

    @Test
    void adaptersDoNotDependOnLambda() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "aws..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "com.amazonaws.services.lambda..",
                        ROOT + "lambda..",
                        ROOT + "application..",
                        ROOT + "functions..")
                .check(CLASSES);
    }

    @Test
    void lambdaDoesNotDependOnAdaptersOrHandlers() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "lambda..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + "aws..", ROOT + "application..", ROOT + "functions..")
                .check(CLASSES);
    }

    @Test
    void handlersAreNamedFunctionAndDoNotCallEachOther() {
        classes()
                .that(resideInAPackage(ROOT + "functions.."))
                .and()
                .haveModifier(JavaModifier.PUBLIC)
                .and()
                .areAssignableTo("com.amazonaws.services.lambda.runtime.RequestHandler")
                .should()
                .haveSimpleNameEndingWith("Function")
                .check(CLASSES);
        slices().matching(ROOT + "functions.(*)..")
                .should()
                .notDependOnEachOther()
                .check(CLASSES);
    }

    @Test
    void functionsDoNotDependOnInfrastructure() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        CORE, ROOT + "lambda..", ROOT + "aws..", ROOT + "application..", ROOT + "functions..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        ROOT + "sam..", ROOT + "devserver..", ROOT + "emulators..", ROOT + "tools..", ROOT + "tests..")
                .check(CLASSES);
    }

    @Test
    void onlyLambdaEnvironmentReadsTheEnvironment() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        CORE, ROOT + "lambda..", ROOT + "aws..", ROOT + "application..", ROOT + "functions..")
                .and()
                .doNotHaveSimpleName("LambdaEnvironment")
                .should()
                .callMethod(System.class, "getenv")
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .check(CLASSES);
    }
}
