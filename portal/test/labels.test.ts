import { expect, test } from "vitest";
import nl from "../src/lib/locales/nl.json";

/** The exact labels of the Dutch product page "OsmAnd Account", each with the key of its text. */
const labels: [label: string, key: keyof typeof nl][] = [
  ["Algemeen Menu", "menu.label"],
  ["Account", "menu.account"],
  ["Nieuw account aanmaken", "signup.title"],
  ["E-mail", "field.email"],
  ["Doorgaan", "action.continue"],
  ["Verificatiecode", "field.code"],
  ["Ik heb de verificatiecode niet ontvangen", "code.not_received"],
  ["Inloggen", "login.title"],
  ["Ik heb geen of ben mijn wachtwoord vergeten", "login.forgot"],
  ["Wachtwoord wijzigen of opnieuw instellen", "reset.title"],
  ["Mijn gegevens", "data.title"],
  ["OsmAnd Cloud", "menu.my_cloud"],
  ["Alles downloaden", "data.download_all"],
  ["Mijn plaatsen", "category.my_places"],
  ["Instellingen", "category.settings"],
  ["Resources", "category.resources"],
  ["Kaarten", "category.maps"],
  ["Back-up downloaden ({size})", "export.button"],
  ["Betalingen en aankopen", "purchases.title"],
  ["Maandelijks abonnement", "type.monthly"],
  ["Jaarlijks abonnement", "type.annual"],
  ["Eenmalige betaling", "type.one_time"],
  ["Actief", "state.active"],
  ["Verlopen", "state.expired"],
  ["Geannuleerd", "state.cancelled"],
  ["Abonnement beheren", "manage.link"],
  ["U hebt geen aankopen", "purchases.empty"],
  ["Meer informatie", "action.more_information"],
  ["Favorieten", "menu.favourites"],
  ["Tracks", "menu.tracks"],
  ["Back-ups", "menu.backups"],
  ["Instellingen", "settings.title"],
  ["Wijzigingen", "changes.title"],
  ["Toegevoegd", "status.added"],
  ["Gewijzigd", "status.modified"],
  ["Verwijderd", "status.deleted"],
  ["Downloaden", "action.download"],
  ["Verwijderen", "action.delete"],
  ["Prullenbak", "trash.title"],
  ["Herstellen uit prullenbak", "trash.restore"],
  ["Onmiddellijk verwijderen", "trash.delete_now"],
  ["Prullenbak legen", "trash.empty_title"],
  ["E-mail wijzigen", "change.title"],
  ["Code van Oude E-mail", "change.old_code"],
  ["Nieuwe E-mail", "change.new_email"],
  ["Volgende", "action.next"],
  ["Uitloggen", "logout.title"],
  ["Account verwijderen", "delete.row"],
  ["Weet u zeker dat u dit wilt doen?", "delete.title"],
  ["Code van E-mail", "delete.code"],
  ["DIT ACCOUNT VERWIJDEREN", "delete.button"],
];

test.each(labels)("%s", (label, key) => {
  expect(nl[key]).toBe(label);
});

test("the sentence about synchronizing names the action as the app does", () => {
  expect(nl["files.empty_text"]).toContain("‘Nu synchroniseren’");
});
