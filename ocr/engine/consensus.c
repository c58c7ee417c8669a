/* consensus.c - see consensus.h. The texts are laid side by side with the fewest changes (Wagner and Fischer,
 * "The string-to-string correction problem", 1974); of the texts that can be put together from both, the best
 * is climbed to from the better of the two, one difference at a time. */
#include "consensus.h"

#include <math.h>

enum { ROUNDS = 4 }; /* over all differences; the third seldom changes anything */
static const double never = -1e9;
static const double own_doubt = 0.001; /* in who finds the text chosen more probable */

/* A place where the two texts differ: their glyphs from begin up to end, end excluded. */
typedef struct {
  guint begin[2], end[2];
} Difference;

typedef struct {
  const SohoaTestimony *by[2];
  const SohoaPrior *prior;
  const char *before;
  GArray *differences; /* of Difference */
  guint *chosen;       /* by difference: whose letters, 0 or 1 */
} Council;

static void
council_clear (Council *council)
{
  g_clear_pointer (&council->differences, g_array_unref);
  g_clear_pointer (&council->chosen, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Council, council_clear)

static const char *
glyph_text (const SohoaLine *line, guint i)
{
  return g_array_index (line->glyphs, SohoaGlyph, i).text;
}

/* ---- where they differ ---- */

/* Changes from glyph i of one on to glyph k of the other on, for all i and k. */
typedef struct {
  const SohoaLine *a, *b;
  guint *changes;
} Table;

static guint *
table_at (const Table *table, guint i, guint k)
{
  return table->changes + (gsize) i * (table->b->glyphs->len + 1) + k;
}

static gboolean
same (const Table *table, guint i, guint k)
{
  return g_str_equal (glyph_text (table->a, i), glyph_text (table->b, k));
}

static void
table_fill (Table *table)
{
  guint n = table->a->glyphs->len, m = table->b->glyphs->len;
  table->changes = g_new (guint, (gsize) (n + 1) * (m + 1));
  for (guint i = n + 1; i-- > 0;)
    for (guint k = m + 1; k-- > 0;) {
      guint least = (n - i) + (m - k);
      if (i < n && k < m) {
        least = MIN (*table_at (table, i + 1, k), *table_at (table, i, k + 1)) + 1;
        least = MIN (least, *table_at (table, i + 1, k + 1) + !same (table, i, k));
      }
      *table_at (table, i, k) = least;
    }
}

static GArray *
find_differences (const SohoaLine *a, const SohoaLine *b)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (Difference));
  Table table = {a, b, NULL};
  table_fill (&table);
  gboolean is_open = FALSE;
  for (guint i = 0, k = 0; i < a->glyphs->len || k < b->glyphs->len;) {
    gboolean both = i < a->glyphs->len && k < b->glyphs->len;
    guint here = *table_at (&table, i, k);
    if (both && same (&table, i, k) && here == *table_at (&table, i + 1, k + 1)) {
      is_open = FALSE;
      i++;
      k++;
      continue;
    }
    if (!is_open)
      g_array_append_val (found, ((Difference){{i, k}, {i, k}}));
    is_open = TRUE;
    gboolean replaced = both && here == *table_at (&table, i + 1, k + 1) + 1;
    gboolean left_out = !replaced && i < a->glyphs->len && here == *table_at (&table, i + 1, k) + 1;
    i += replaced || left_out;
    k += replaced || !left_out;
    Difference *last = &g_array_index (found, Difference, found->len - 1);
    last->end[0] = i;
    last->end[1] = k;
  }
  g_free (table.changes);
  return found;
}

/* ---- how probable a text is ---- */

static void
append_glyphs (GPtrArray *text, const SohoaLine *line, guint begin, guint end)
{
  for (guint i = begin; i < end; i++)
    g_ptr_array_add (text, (gpointer) glyph_text (line, i));
}

/* The text as chosen, a string for each glyph; the strings are the lines'. */
static GPtrArray *
text_of (const Council *council)
{
  GPtrArray *text = g_ptr_array_new ();
  guint i = 0;
  for (guint d = 0; d < council->differences->len; d++) {
    const Difference *at = &g_array_index (council->differences, Difference, d);
    guint whose = council->chosen[d];
    append_glyphs (text, council->by[0]->line, i, at->begin[0]);
    append_glyphs (text, council->by[whose]->line, at->begin[whose], at->end[whose]);
    i = at->end[0];
  }
  append_glyphs (text, council->by[0]->line, i, council->by[0]->line->glyphs->len);
  return text;
}

static guint
label_of (const SohoaModel *model, const char *text)
{
  guint label = 0;
  while (label < model->text->len && g_strcmp0 (g_ptr_array_index (model->text, label), text) != 0)
    label++;
  return label;
}

/* NULL when the model has no label for one of the glyphs. */
static GArray *
labels_of (const GPtrArray *text, const SohoaModel *model)
{
  g_autoptr (GArray) labels = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < text->len; i++) {
    guint label = label_of (model, g_ptr_array_index (text, i));
    if (label == model->text->len)
      return NULL;
    g_array_append_val (labels, label);
  }
  return g_steal_pointer (&labels);
}

/* Of the text and that it ends there. */
static double
log_of_language (const Council *council, const GArray *labels)
{
  guint space = label_of (council->by[1]->model, " ");
  double sum = 0;
  for (guint i = 0; i <= labels->len; i++) {
    guint window[SOHOA_LANGUAGE_REACH], begin = SOHOA_LANGUAGE_REACH;
    window[--begin] = i < labels->len ? g_array_index (labels, guint, i) : space;
    for (guint k = i; k > 0 && begin > 0; k--)
      window[--begin] = g_array_index (labels, guint, k - 1);
    sum += log (sohoa_prior_weigh (council->prior, window + begin, SOHOA_LANGUAGE_REACH - begin,
                                   begin > 0 ? council->before : NULL));
  }
  return sum;
}

static double
log_of_text (const Council *council)
{
  g_autoptr (GPtrArray) text = text_of (council);
  double sum = 0;
  for (guint i = 0; i < G_N_ELEMENTS (council->by); i++) {
    const SohoaTestimony *by = council->by[i];
    g_autoptr (GArray) labels = labels_of (text, by->model);
    if (labels == NULL)
      return never;
    sum += by->voice * sohoa_ctc_log_probability (by->answer, by->model, labels, by->doubt);
    if (i == 1)
      sum += log_of_language (council, labels);
  }
  return sum;
}

/* ---- the choice ---- */

static double
choose_all_of (Council *council, guint whose)
{
  for (guint d = 0; d < council->differences->len; d++)
    council->chosen[d] = whose;
  return log_of_text (council);
}

static void
choose (Council *council)
{
  double second = choose_all_of (council, 1), most = choose_all_of (council, 0);
  if (second > most)
    most = choose_all_of (council, 1);
  gboolean changed = council->differences->len > 1;
  for (int round = 0; round < ROUNDS && changed; round++) {
    changed = FALSE;
    for (guint d = 0; d < council->differences->len; d++) {
      council->chosen[d] ^= 1;
      double now = log_of_text (council);
      if (now > most) {
        most = now;
        changed = TRUE;
      } else {
        council->chosen[d] ^= 1;
      }
    }
  }
}

/* The text chosen, as that network saw it which finds it more probable. */
static SohoaLine *
spell (const Council *council)
{
  g_autoptr (GPtrArray) text = text_of (council);
  SohoaLine *line = NULL;
  double most = -G_MAXDOUBLE;
  for (guint i = 0; i < G_N_ELEMENTS (council->by); i++) {
    const SohoaTestimony *by = council->by[i];
    g_autoptr (GArray) labels = labels_of (text, by->model);
    double own =
      labels != NULL ? sohoa_ctc_log_probability (by->answer, by->model, labels, own_doubt) : never;
    if (labels == NULL || own <= most)
      continue;
    most = own;
    sohoa_line_free (line);
    line = sohoa_ctc_spell (by->answer, by->model, labels, by->place, by->line->method);
  }
  return line != NULL ? line : sohoa_line_new (council->by[0]->line->method);
}

/* Whether they read more alike than otherwise; if not, at least one saw no letters there that it knows. */
static gboolean
agree_mostly (const Council *council)
{
  guint differing = 0, longer = 0;
  for (guint i = 0; i < G_N_ELEMENTS (council->by); i++)
    longer = MAX (longer, council->by[i]->line->glyphs->len);
  for (guint d = 0; d < council->differences->len; d++) {
    const Difference *at = &g_array_index (council->differences, Difference, d);
    differing += MAX (at->end[0] - at->begin[0], at->end[1] - at->begin[1]);
  }
  return 2 * differing < longer;
}

SohoaLine *
sohoa_consensus_find (const SohoaTestimony *one, const SohoaTestimony *other, const SohoaPrior *prior,
                      const char *before)
{
  g_auto (Council) council = {{one, other}, prior, before, find_differences (one->line, other->line), NULL};
  council.chosen = g_new0 (guint, council.differences->len + 1);
  if (!agree_mostly (&council))
    return NULL;
  choose (&council);
  return spell (&council);
}
