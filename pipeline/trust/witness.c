/* witness.c - see witness.h. Every pair of a dossier's fields is looked at once: some hundred fields, a few
 * thousand comparisons of short texts.
 */
#include "witness.h"

#include <string.h>

#include <sohoa/agreement.h>

typedef enum {
  SUBJECT_NONE,
  SUBJECT_NAME,
  SUBJECT_NUMBER,
  SUBJECT_BIRTH,
  SUBJECT_SEX,
  SUBJECT_WORDS, /* a day or an amount in words */
  SUBJECT_FIGURES,
  SUBJECT_OPEN, /* so many values that the same twice is no chance */
} Subject;

/* By element where that says more than the type. */
static const struct {
  const char *name;
  Subject subject;
} subjects[] = {
  {"person.birth_date", SUBJECT_BIRTH},
  {"person.birth_year", SUBJECT_BIRTH},
  {"person.bare_name", SUBJECT_NAME},
  {"person.full_name", SUBJECT_NAME},
  {"person.citizen_id", SUBJECT_NUMBER},
  {"person.sex", SUBJECT_SEX},
  {"person.permanent_address", SUBJECT_OPEN},
  {"person_name", SUBJECT_NAME},
  {"citizen_id", SUBJECT_NUMBER},
  {"id_document", SUBJECT_NUMBER},
  {"date_words", SUBJECT_WORDS},
  {"money_words", SUBJECT_WORDS},
  {"money", SUBJECT_FIGURES},
  {"address", SUBJECT_OPEN},
  {"authority", SUBJECT_OPEN},
  {"administrative_unit", SUBJECT_OPEN},
  {"phone", SUBJECT_OPEN},
  {"email", SUBJECT_OPEN},
  {"tax_code", SUBJECT_OPEN},
  {"text", SUBJECT_OPEN},
  {"date", SUBJECT_FIGURES},
};

/* Passports and old identity cards have numbers of their own beside it. */
static gboolean
is_citizen_number (const char *text)
{
  return strlen (text) == 12 && strspn (text, "0123456789") == 12;
}

static Subject
subject_of (const SohoaTrustCase *self)
{
  const char *names[] = {self->element, self->field != NULL ? self->field->type->name : ""};
  if (self->text == NULL)
    return SUBJECT_NONE;
  for (guint k = 0; k < G_N_ELEMENTS (names); k++)
    for (gsize i = 0; i < G_N_ELEMENTS (subjects); i++)
      if (strcmp (subjects[i].name, names[k]) == 0)
        return subjects[i].subject == SUBJECT_NUMBER && !is_citizen_number (self->text) ? SUBJECT_NONE
                                                                                        : subjects[i].subject;
  return SUBJECT_NONE;
}

/* ---- persons ---- */

/* A person as one paper names it, by the cases that say so. */
typedef struct {
  gint64 paper;
  const char *party, *name, *number; /* borrowed; NULL when unknown */
} Person;

static guint
person_of (GArray *persons, const SohoaTrustCase *self)
{
  for (guint i = 0; i < persons->len; i++) {
    const Person *person = &g_array_index (persons, Person, i);
    if (person->paper == self->paper && strcmp (person->party, self->party) == 0)
      return i;
  }
  Person person = {.paper = self->paper, .party = self->party};
  g_array_append_val (persons, person);
  return persons->len - 1;
}

static gboolean
are_one (const Person *a, const Person *b)
{
  if (*a->party == '\0' || *b->party == '\0') /* what is nobody's is about many things */
    return FALSE;
  if (a == b)
    return TRUE;
  if (a->number != NULL && b->number != NULL && strcmp (a->number, b->number) == 0)
    return TRUE;
  return a->name != NULL && b->name != NULL && sohoa_agree_names (a->name, b->name) == SOHOA_NAMES_AGREE;
}

/* ---- two fields ---- */

typedef struct {
  SohoaTrustCase *self;
  Subject subject;
  guint person;
} Speaker;

typedef struct {
  const char *code; /* static; NULL: they say nothing of each other */
  gboolean agrees;
  gboolean repeats; /* where they agree, they say the very same */
} Verdict;

static Verdict
compare_names (const SohoaTrustCase *a, const SohoaTrustCase *b)
{
  gboolean bare =
    strcmp (a->element, "person.bare_name") == 0 || strcmp (b->element, "person.bare_name") == 0;
  SohoaNameAgreement agreement = sohoa_agree_names (a->text, b->text);
  /* No check digit of an MRZ covers the name: where it differs it may be misread itself. */
  if (bare && agreement == SOHOA_NAMES_DISAGREE)
    return (Verdict){0};
  return (Verdict){"same-name",
                   agreement == SOHOA_NAMES_AGREE || (bare && agreement == SOHOA_NAMES_AGREE_BARE),
                   agreement == SOHOA_NAMES_AGREE};
}

/* "1960" and "1960-05-17" agree. */
static Verdict
compare_births (const SohoaTrustCase *a, const SohoaTrustCase *b)
{
  gsize one = strlen (a->text), other = strlen (b->text), shorter = MIN (one, other);
  return (Verdict){"same-birth", shorter >= 4 && strncmp (a->text, b->text, shorter) == 0, one == other};
}

/* Both speak of the same thing. */
static Verdict
compare_alike (const Speaker *a, const Speaker *b, gboolean one_person)
{
  gboolean same = strcmp (a->self->text, b->self->text) == 0;
  switch (a->subject) {
  case SUBJECT_NAME: {
    Verdict names = compare_names (a->self, b->self);
    return one_person || names.agrees ? names : (Verdict){0};
  }
  case SUBJECT_NUMBER:
    return one_person || same ? (Verdict){"same-number", same, same} : (Verdict){0};
  case SUBJECT_BIRTH:
    return one_person ? compare_births (a->self, b->self) : (Verdict){0};
  case SUBJECT_SEX:
    return one_person ? (Verdict){"same-sex", same, same} : (Verdict){0};
  case SUBJECT_OPEN:
    return same ? (Verdict){"same-value", TRUE, TRUE} : (Verdict){0};
  case SUBJECT_NONE:
  case SUBJECT_WORDS:
  case SUBJECT_FIGURES:
    break;
  }
  return (Verdict){0};
}

static Verdict
check_citizen (const char *number, const Speaker *other)
{
  g_autoptr (GPtrArray) findings = sohoa_findings_new ();
  gboolean agrees = other->subject == SUBJECT_SEX
                      ? sohoa_agree_citizen_sex (number, other->self->text, findings)
                      : sohoa_agree_citizen_birth (number, other->self->text, findings);
  if (!agrees && findings->len == 0)
    return (Verdict){0};
  return (Verdict){other->subject == SUBJECT_SEX ? "citizen-id-sex" : "citizen-id-birth", agrees, FALSE};
}

/* Births are registered in other provinces often enough: it speaks for the number, never against it. */
static Verdict
check_province (const char *number, const Speaker *place)
{
  static const char *const places[] = {"person.birth_registration_place", "person.birth_place", NULL};
  g_autoptr (GPtrArray) findings = sohoa_findings_new ();
  if (!g_strv_contains (places, place->self->element) ||
      !sohoa_agree_citizen_province (number, place->self->text, findings))
    return (Verdict){0};
  return (Verdict){"citizen-id-province", TRUE, FALSE};
}

static Verdict
check_words (const char *words, const Speaker *figures)
{
  g_autoptr (GPtrArray) findings = sohoa_findings_new ();
  gboolean is_day = strchr (figures->self->text, '-') != NULL;
  gboolean agrees = is_day ? sohoa_agree_date_words (figures->self->text, words, findings)
                           : sohoa_agree_money_words (figures->self->text, words, findings);
  if (!agrees && findings->len == 0)
    return (Verdict){0};
  return (Verdict){"words", agrees, FALSE};
}

/* The fields of words and figures belong together by their names: "birth_date" and "birth_date_words". */
static gboolean
belong_together (const SohoaTrustCase *words, const SohoaTrustCase *figures)
{
  return words->paper == figures->paper && strcmp (words->party, figures->party) == 0 &&
         *figures->element != '\0' && g_str_has_prefix (words->element, figures->element);
}

/* Days in the order in which they come, to one person or, before it is signed, on one paper. */
typedef enum { DAY_NONE, DAY_BIRTH, DAY_ISSUE, DAY_SIGNATURE } Day;

static const struct {
  const char *element;
  Day day;
} days[] = {{"person.birth_date", DAY_BIRTH},
            {"person.id_issue_date", DAY_ISSUE},
            {"person.id_document", DAY_ISSUE},
            {"dossier.sign_date", DAY_SIGNATURE}};

static Day
day_of (const SohoaTrustCase *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (days); i++)
    if (strcmp (days[i].element, self->element) == 0)
      return days[i].day;
  return DAY_NONE;
}

/* Days in their order prove little, others that one is wrong. */
static Verdict
check_days (const Speaker *a, const Speaker *b, gboolean one_person)
{
  Day day = day_of (a->self), later = day_of (b->self);
  gboolean belong = one_person || (later == DAY_SIGNATURE && a->self->paper == b->self->paper);
  if (day == DAY_NONE || day >= later || !belong)
    return (Verdict){0};
  g_autoptr (GPtrArray) findings = sohoa_findings_new ();
  sohoa_agree_order (a->self->issued != NULL ? a->self->issued : a->self->text,
                     b->self->issued != NULL ? b->self->issued : b->self->text, findings);
  return findings->len > 0 ? (Verdict){"order-of-days", FALSE, FALSE} : (Verdict){0};
}

static Verdict
compare (const Speaker *a, const Speaker *b, gboolean one_person)
{
  Verdict order = check_days (a, b, one_person);
  if (order.code != NULL)
    return order;
  if (a->subject == b->subject)
    return compare_alike (a, b, one_person);
  if (a->subject == SUBJECT_WORDS && belong_together (a->self, b->self))
    return check_words (a->self->text, b);
  if (!one_person)
    return (Verdict){0};
  if (a->subject == SUBJECT_NUMBER && (b->subject == SUBJECT_SEX || b->subject == SUBJECT_BIRTH))
    return check_citizen (a->self->text, b);
  if (a->subject == SUBJECT_NUMBER && b->subject == SUBJECT_OPEN)
    return check_province (a->self->text, b);
  return (Verdict){0};
}

/* ---- all ---- */

/* A witness is worth what its own reading is; nothing where even its field is a guess. */
static double
strength_of (const SohoaTrustCase *self)
{
  gboolean is_sure = self->means == SOHOA_MEANS_EXACT || self->means == SOHOA_MEANS_PERSON;
  if (self->means != SOHOA_MEANS_PERSON && (self->flags & SOHOA_READING_UNREGISTERED) != 0)
    return 0;
  return is_sure ? 1 : self->chance * self->plausibility;
}

static void
bear_witness (SohoaTrustCase *self, const SohoaTrustCase *other, const Verdict *verdict)
{
  SohoaWitness witness = {.id = g_strdup (other->id),
                          .code = verdict->code,
                          .agrees = verdict->agrees,
                          .repeats = verdict->agrees && verdict->repeats,
                          .strength = strength_of (other)};
  g_array_append_val (self->witnesses, witness);
}

static GArray *
list_speakers (const GPtrArray *cases, GArray *persons)
{
  GArray *speakers = g_array_new (FALSE, FALSE, sizeof (Speaker));
  for (guint i = 0; i < cases->len; i++) {
    SohoaTrustCase *self = g_ptr_array_index (cases, i);
    Speaker speaker = {.self = self, .subject = subject_of (self)};
    if (speaker.subject == SUBJECT_NONE || self->plausibility <= 0)
      continue;
    speaker.person = person_of (persons, self);
    Person *person = &g_array_index (persons, Person, speaker.person);
    if (speaker.subject == SUBJECT_NAME && person->name == NULL)
      person->name = self->text;
    if (speaker.subject == SUBJECT_NUMBER && person->number == NULL)
      person->number = self->text;
    g_array_append_val (speakers, speaker);
  }
  return speakers;
}

void
sohoa_witness_find (const GPtrArray *cases)
{
  g_autoptr (GArray) persons = g_array_new (FALSE, FALSE, sizeof (Person));
  g_autoptr (GArray) speakers = list_speakers (cases, persons);

  for (guint i = 0; i < speakers->len; i++)
    for (guint k = i + 1; k < speakers->len; k++) {
      const Speaker *a = &g_array_index (speakers, Speaker, i), *b = &g_array_index (speakers, Speaker, k);
      gboolean one_person =
        are_one (&g_array_index (persons, Person, a->person), &g_array_index (persons, Person, b->person));
      Verdict verdict = compare (a, b, one_person);
      if (verdict.code == NULL)
        verdict = compare (b, a, one_person);
      if (verdict.code == NULL)
        continue;
      bear_witness (a->self, b->self, &verdict);
      bear_witness (b->self, a->self, &verdict);
    }
}
