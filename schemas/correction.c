/* correction.c - see correction.h. One row a type that can be corrected; every other type is left as read.
 *
 * A vocabulary is closed when what is not in it cannot be right (groups, relations, number words), nearly
 * closed when that is rare (names). A name that the recognizer is sure of is left alone unless one of its own
 * alternatives is in the list: rare names are right more often than sure readings are wrong.
 */
#include "correction_internal.h"

#include <string.h>

#include <sohoa/codelist.h>

#include "confusion.h"
#include "letters.h"

/* Above this the recognizer's reading of a name is believed. */
static const double sure_confidence = 0.95;
/* One lost or changed mark. */
static const double mark_limit = 0.5;
/* An entry that an alternative names is this much nearer. */
static const double alternative_bonus = 0.4;

double
sohoa_correcting_bonus (const SohoaCorrecting *reading, const char *entry)
{
  for (guint i = 0; reading->alternatives != NULL && i < reading->alternatives->len; i++) {
    const char *text = g_array_index (reading->alternatives, SohoaAlternative, i).raw;
    g_autofree char *small = g_utf8_strdown (text, -1), *wanted = g_utf8_strdown (entry, -1);

    if (strstr (small, wanted) != NULL)
      return alternative_bonus;
  }
  return 0;
}

gboolean
sohoa_correcting_is_believed (const SohoaCorrecting *reading, const char *entry)
{
  return reading->confidence > sure_confidence && sohoa_correcting_bonus (reading, entry) == 0;
}

void
sohoa_correcting_note (SohoaCorrecting *reading, double distance)
{
  reading->worst = MAX (reading->worst, distance);
}

/* Phrases of a code list */

static double
phrase_limit (const char *text)
{
  glong length = g_utf8_strlen (text, -1);

  /* "Mẹ" and "Mợ" are one letter apart; long phrases bear more. */
  return length <= 3 ? 0.5 : MAX (1.0, 0.1 * (double) length);
}

/* The names of one row do not compete with each other: the nearest stands for all. */
static void
consider_row (SohoaClosest *closest, const SohoaCorrecting *reading, const char *name, const char *aliases)
{
  g_autofree char *all = g_strconcat (name, ";", aliases, NULL);
  g_auto (GStrv) each = g_strsplit (all, ";", -1);
  SohoaClosest row = {.text = closest->text, .limit = closest->limit};

  for (guint i = 0; each[i] != NULL; i++)
    if (*g_strstrip (each[i]) != '\0' && strchr (each[i], '{') == NULL)
      sohoa_closest_consider (&row, each[i], sohoa_correcting_bonus (reading, each[i]));
  if (row.best != NULL)
    sohoa_closest_consider (closest, g_intern_string (row.best), sohoa_correcting_bonus (reading, row.best));
}

static void
consider_list (SohoaClosest *closest, const SohoaCorrecting *reading, const SohoaCodeList *list)
{
  int name = sohoa_code_list_column (list, "name"), aliases = sohoa_code_list_column (list, "aliases");

  for (guint row = 0; row < sohoa_code_list_size (list); row++)
    consider_row (closest, reading, sohoa_code_list_cell (list, row, name),
                  aliases >= 0 ? sohoa_code_list_cell (list, row, aliases) : "");
}

/* Without specks and single strokes: "_ Nam", "Kinh `", "Cha 3 :". */
static char *
drop_specks (const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  GString *kept = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++) {
    guint n_letters = 0;
    for (const char *p = words[i]; *p != '\0'; p = g_utf8_next_char (p))
      n_letters += g_unichar_isalpha (g_utf8_get_char (p)) != 0;
    if (n_letters >= 2)
      g_string_append_printf (kept, "%s%s", kept->len > 0 ? " " : "", words[i]);
  }
  return g_string_free (kept, FALSE);
}

static char *
correct_phrase_within (SohoaCorrecting *reading, const char *name, double limit)
{
  const SohoaCodeList *list = sohoa_code_list_lookup (name);
  g_autofree char *clean = drop_specks (reading->raw);
  SohoaClosest closest = {.text = reading->raw, .limit = limit};

  if (list == NULL || sohoa_code_list_match (list, reading->raw) >= 0)
    return g_strdup (reading->raw);
  if (strcmp (clean, reading->raw) != 0 && sohoa_code_list_match (list, clean) >= 0) {
    sohoa_correcting_note (reading, mark_limit);
    return g_steal_pointer (&clean);
  }
  consider_list (&closest, reading, list);
  if (!sohoa_closest_is_certain (&closest))
    return g_strdup (reading->raw);
  sohoa_correcting_note (reading, closest.distance);
  return g_strdup (closest.best);
}

static char *
correct_phrase (SohoaCorrecting *reading, const char *name)
{
  return correct_phrase_within (reading, name, phrase_limit (reading->raw));
}

static char *
correct_ethnic_group (SohoaCorrecting *reading)
{
  return correct_phrase (reading, "ethnic_groups");
}

static char *
correct_religion (SohoaCorrecting *reading)
{
  return correct_phrase (reading, "religions");
}

static char *
correct_nationality (SohoaCorrecting *reading)
{
  return correct_phrase (reading, "countries");
}

static char *
correct_relation (SohoaCorrecting *reading)
{
  return correct_phrase (reading, "relations");
}

static char *
correct_ordinal (SohoaCorrecting *reading)
{
  /* "hai" and "ba" are too near for more. */
  return correct_phrase_within (reading, "ordinals", mark_limit);
}

static char *
correct_issuer (SohoaCorrecting *reading)
{
  g_autofree char *phrase = correct_phrase (reading, "issuers");
  SohoaCorrecting rest = *reading;

  if (strcmp (phrase, reading->raw) != 0)
    return g_steal_pointer (&phrase);
  char *corrected = sohoa_correct_authority (&rest);
  reading->worst = rest.worst;
  return corrected;
}

/* Words */

static GHashTable *
keys_of (const char *const *words, guint n)
{
  GHashTable *keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < n; i++)
    g_hash_table_add (keys, sohoa_letters_key (words[i]));
  return keys;
}

/* Words with their keys; read-only once they are there. */
typedef struct {
  const char **words;
  guint n;
  GHashTable *keys;
} Vocabulary;

static void
load_vocabulary (Vocabulary *vocabulary, const char *name)
{
  const SohoaCodeList *list = sohoa_code_list_lookup (name);

  vocabulary->n = list != NULL ? sohoa_code_list_size (list) : 0;
  vocabulary->words = g_new0 (const char *, vocabulary->n + 1);
  for (guint i = 0; i < vocabulary->n; i++)
    vocabulary->words[i] = sohoa_code_list_cell (list, i, 0);
  vocabulary->keys = keys_of (vocabulary->words, vocabulary->n);
}

static gboolean
knows (const Vocabulary *vocabulary, const char *word)
{
  g_autofree char *key = sohoa_letters_key (word);

  return *key == '\0' || g_hash_table_contains (vocabulary->keys, key);
}

/* Letters of the Vietnamese alphabet only, two at least: initials, clan marks and foreign names are not ours.
 */
static gboolean
is_vietnamese_word (const char *word)
{
  for (const char *p = word; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar base = sohoa_letter_split (g_utf8_get_char (p)).base;

    if (strchr ("fjwz'-", (int) base) != NULL && base < 0x80)
      return FALSE;
  }
  return g_utf8_strlen (word, -1) >= 2;
}

char *
sohoa_in_the_style_of (const char *read, const char *entry)
{
  g_autofree char *capitals = g_utf8_strup (read, -1);

  return strcmp (capitals, read) == 0 ? g_utf8_strup (entry, -1) : g_strdup (entry);
}

/* Two letters leave little to go by. */
static double
word_limit (const char *word)
{
  return g_utf8_strlen (word, -1) <= 2 ? mark_limit : 1.0;
}

/* word as it is, or the one entry that is near it. */
static char *
correct_word (SohoaCorrecting *reading, const char *word, double limit, const Vocabulary *vocabulary,
              gboolean believe_sure)
{
  SohoaClosest closest = {.text = word, .limit = limit};

  for (guint i = 0; i < vocabulary->n; i++)
    sohoa_closest_consider (&closest, vocabulary->words[i], 0);
  if (closest.best != NULL && closest.second - closest.distance < alternative_bonus)
    for (guint i = 0; i < vocabulary->n; i++) {
      double bonus = sohoa_correcting_bonus (reading, vocabulary->words[i]);

      if (bonus > 0)
        sohoa_closest_consider (&closest, vocabulary->words[i], bonus);
    }
  if (!sohoa_closest_is_certain (&closest))
    return g_strdup (word);
  if (believe_sure && sohoa_correcting_is_believed (reading, closest.best))
    return g_strdup (word);
  sohoa_correcting_note (reading, closest.distance);
  return sohoa_in_the_style_of (word, closest.best);
}

/* Two names that lost the space between them: "NguyễnPhương", "THỊMỸ". NULL unless there is one way. */
static char *
split_names (const char *word, const Vocabulary *first, const Vocabulary *second)
{
  char *found = NULL;

  if (knows (first, word) || knows (second, word))
    return NULL;
  for (const char *p = word; *p != '\0'; p = g_utf8_next_char (p)) {
    g_autofree char *head = g_strndup (word, (gsize) (p - word));

    if (g_utf8_strlen (head, -1) < 2 || g_utf8_strlen (p, -1) < 2 || !knows (first, head) ||
        !knows (second, p))
      continue;
    if (found != NULL) {
      g_free (found);
      return NULL;
    }
    found = g_strconcat (head, " ", p, NULL);
  }
  return found;
}

/* The marks that no name has, and spaces that got lost. */
static char *
repair_name (SohoaCorrecting *reading, const Vocabulary *surnames, const Vocabulary *given)
{
  static GRegex *specks;
  if (specks == NULL)
    specks =
      g_regex_new ("^[^\\p{L}]+|(?<=\\p{L}{2})[.,;:]+(?=\\s|$|\\p{L}{2})|(?<=\\s)[^\\p{L}\\s]+(?=\\s|$)",
                   G_REGEX_OPTIMIZE, 0, NULL);
  g_autofree char *clean = g_regex_replace_literal (specks, reading->raw, -1, 0, " ", 0, NULL);
  g_autofree char *folded = sohoa_text_fold (clean);
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);

  for (guint i = 0; words[i] != NULL; i++) {
    char *apart = split_names (words[i], i == 0 ? surnames : given, given);
    if (apart == NULL)
      continue;
    g_free (words[i]);
    words[i] = apart;
    sohoa_correcting_note (reading, mark_limit);
  }
  return g_strjoinv (" ", words);
}

static Vocabulary surnames, given;

static void
load_names (void)
{
  if (given.words == NULL) {
    load_vocabulary (&surnames, "surnames");
    load_vocabulary (&given, "given_names");
  }
}

gboolean
sohoa_name_is_known (const char *name)
{
  g_auto (GStrv) words = g_strsplit (name, " ", -1);

  load_names ();
  for (guint i = 0; words[i] != NULL; i++)
    if (!knows (&given, words[i]) && !knows (&surnames, words[i]))
      return FALSE;
  return TRUE;
}

static char *
correct_person_name (SohoaCorrecting *reading)
{
  load_names ();
  g_autofree char *repaired = repair_name (reading, &surnames, &given);
  g_auto (GStrv) words = g_strsplit (repaired, " ", -1);

  for (guint i = 0; words[i] != NULL; i++) {
    const Vocabulary *own = i == 0 ? &surnames : &given, *other = i == 0 ? &given : &surnames;
    char *read = words[i];
    gboolean is_known = knows (own, read) || (i > 0 && knows (other, read));

    if (!is_vietnamese_word (read) || is_known)
      continue;
    /* A given name in the first place may be one, or a surname without its mark. Surnames are few and nearly
     * all known: there even a sure reading gives way to the one that differs by a mark. */
    words[i] = correct_word (reading, read, knows (other, read) ? mark_limit : word_limit (read), own, i > 0);
    g_free (read);
  }
  return g_strjoinv (" ", words);
}

/* Ten is "mười", tens are counted with "mươi": after a digit only that is said. */
static void
mend_tens (SohoaCorrecting *reading, GStrv words)
{
  static const char *const digits[] = {"hai", "ba",  "bốn", "tư",   "năm", "sáu",
                                       "bảy", "bẩy", "tám", "chín", NULL};
  for (guint i = 1; words[0] != NULL && words[i] != NULL; i++) {
    g_autofree char *before = g_utf8_strdown (words[i - 1], -1);
    if (strcmp (words[i], "mười") != 0 || !g_strv_contains (digits, before))
      continue;
    g_free (words[i]);
    words[i] = g_strdup ("mươi");
    sohoa_correcting_note (reading, sohoa_confusion_distance ("mười", "mươi", 1));
  }
}

static char *
correct_number_words (SohoaCorrecting *reading)
{
  static const char *words_known[] = {"không", "một",  "mốt",   "hai",  "ba",    "bốn",  "tư",   "năm",
                                      "lăm",   "sáu",  "bảy",   "tám",  "chín",  "mười", "mươi", "linh",
                                      "lẻ",    "trăm", "nghìn", "ngàn", "triệu", "tỷ",   "ngày", "tháng",
                                      "mồng",  "mùng", "giêng", "chạp", "đồng",  "chẵn", "Việt", "Nam"};
  static Vocabulary vocabulary;
  g_auto (GStrv) words = g_strsplit (reading->raw, " ", -1);

  if (vocabulary.words == NULL)
    vocabulary = (Vocabulary){words_known, G_N_ELEMENTS (words_known),
                              keys_of (words_known, G_N_ELEMENTS (words_known))};
  for (guint i = 0; words[i] != NULL; i++) {
    char *read = words[i];

    if (knows (&vocabulary, read))
      continue;
    words[i] = correct_word (reading, read, word_limit (read), &vocabulary, FALSE);
    g_free (read);
  }
  mend_tens (reading, words);
  return g_strjoinv (" ", words);
}

/* The table */

static const struct {
  const char *type;
  char *(*correct) (SohoaCorrecting *reading);
} ways[] = {
  {"address", sohoa_correct_address},
  {"administrative_unit", sohoa_correct_unit},
  {"authority", sohoa_correct_authority},
  {"citizen_id", sohoa_correct_citizen_id},
  {"phone", sohoa_correct_phone},
  {"tax_code", sohoa_correct_tax_code},
  {"date_words", correct_number_words},
  {"ethnic_group", correct_ethnic_group},
  {"issuer", correct_issuer},
  {"money_words", correct_number_words},
  {"nationality", correct_nationality},
  {"ordinal", correct_ordinal},
  {"person_name", correct_person_name},
  {"relation", correct_relation},
  {"religion", correct_religion},
  {"text", sohoa_correct_text},
};

SohoaCorrection *
sohoa_correct (const SohoaFieldType *type, const char *raw, double confidence, const GArray *alternatives)
{
  SohoaCorrection *correction = g_new0 (SohoaCorrection, 1);
  SohoaCorrecting reading = {.raw = raw, .confidence = confidence, .alternatives = alternatives};

  for (guint i = 0; i < G_N_ELEMENTS (ways) && *raw != '\0'; i++)
    if (strcmp (ways[i].type, type->name) == 0)
      correction->text = ways[i].correct (&reading);
  if (correction->text == NULL)
    correction->text = g_strdup (raw);
  correction->changed = strcmp (correction->text, raw) != 0;
  /* One clear confusion leaves one in five open, an alternative's word next to nothing. */
  correction->certainty = correction->changed ? CLAMP (0.98 - 0.2 * reading.worst, 0, 1) : 1;
  return correction;
}

void
sohoa_correction_free (SohoaCorrection *correction)
{
  if (correction == NULL)
    return;
  g_free (correction->text);
  g_free (correction);
}

SohoaValue *
sohoa_field_type_normalize_reading (const SohoaFieldType *type, const SohoaReading *reading)
{
  g_autofree char *raw = sohoa_text_fold (reading->raw);

  /* The text of a born-digital page was not recognized: nothing there is a misreading. */
  if (g_strcmp0 (reading->method, "text-layer") == 0)
    return sohoa_field_type_normalize (type, raw);
  g_autoptr (SohoaCorrection) correction =
    sohoa_correct (type, raw, reading->confidence, reading->alternatives);
  g_autoptr (SohoaValue) as_read = sohoa_field_type_normalize (type, raw);
  SohoaValue *value;

  if (!correction->changed)
    return g_steal_pointer (&as_read);
  value = sohoa_field_type_normalize (type, correction->text);
  if (strcmp (value->json, as_read->json) != 0) {
    value->plausibility *= correction->certainty;
    sohoa_value_add_finding (value, SOHOA_FINDING_INFO, "corrected",
                             "one confusion away from the only entry of the vocabulary; the reading is kept");
  }
  return value;
}
