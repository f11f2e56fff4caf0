package net.osmand.account.verification;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** core &lt;- http &lt;- handlers -&gt; aws -&gt; core, and nothing points at infrastructure. */
class ArchitectureTest {
    private static final String[] CORE = {
        "net.osmand.account.problem..",
        "net.osmand.account.identity..",
        "net.osmand.account.codes..",
        "net.osmand.account.files..",
        "net.osmand.account.plan..",
        "net.osmand.account.purchases..",
        "net.osmand.account.uploads..",
        "net.osmand.account.mail.."
    };

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("net.osmand.account");

    @Test
    void coreKnowsTheJdkAlone() {
        classes()
                .that()
                .resideInAnyPackage(CORE)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(concat("java..", "javax.crypto..", "org.jspecify.."))
                .check(CLASSES);
    }

    @Test
    void onlyTheAdaptersAndTheMailTriggerKnowTheSdk() {
        noClasses()
                .that()
                .resideInAnyPackage(concat(
                        "net.osmand.account.http..",
                        "net.osmand.account.functions.auth..",
                        "net.osmand.account.functions.files..",
                        "net.osmand.account.functions.uploads..",
                        "net.osmand.account.functions.account..",
                        "net.osmand.account.functions.purchases.."))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon.awssdk..")
                .check(CLASSES);
    }

    @Test
    void lambdaIsKnownAtTheEdgeAlone() {
        noClasses()
                .that()
                .resideInAPackage("net.osmand.account.aws..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.amazonaws.services.lambda..", "net.osmand.account.http..")
                .check(CLASSES);
    }

    @Test
    void nothingPointsAtInfrastructure() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "net.osmand.account.local..",
                        "net.osmand.account.emulators..",
                        "net.osmand.account.verification..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("net.osmand.account.local..", "net.osmand.account.emulators..")
                .check(CLASSES);
    }

    @Test
    void theEnvironmentIsReadInOnePlace() {
        noClasses()
                .that()
                .resideOutsideOfPackages("net.osmand.account.local..")
                .and()
                .doNotHaveFullyQualifiedName("net.osmand.account.aws.Platform")
                .should()
                .callMethod(System.class, "getenv")
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .check(CLASSES);
    }

    private static String[] concat(String... more) {
        var all = new String[CORE.length + more.length];
        System.arraycopy(CORE, 0, all, 0, CORE.length);
        System.arraycopy(more, 0, all, CORE.length, more.length);
        return all;
    }
}
