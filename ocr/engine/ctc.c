/* ctc.c - see ctc.h. */
#include "ctc.h"

#include <math.h>
#include <sohoa/reading.h>

enum { BEAMS = 12 };                     /* texts followed at a time */
static const double likely_from = 0.003; /* probability from which a character is followed */
static const double choice_min = 0.001;  /* and from which it is worth a mention beside the one chosen */
/* Characters mostly have a blank between them; two that touch are more often one that is seen twice. */
static const double touching = 0.3;
/* How likely it is that the characters of a line were miscounted before it was read. */
static const double miscounted = 0.02;
/* And that a date is of another year than the form was in use: one of birth, of a contract. */
static const double other_year = 0.01;

/* A probability as a confidence, on the scale of libtesseract, which spreads out what is nearly certain. */
static double
confidence_of (double probability)
{
  return CLAMP (1 + log (MAX (probability, 1e-9)) / 20, 0, 1);
}

static float *
row_of (const SohoaNetworkAnswer *answer, guint step)
{
  return answer->probabilities + (gsize) step * answer->n_labels;
}

/* What is left is shared out anew; where nothing is left there is no character. */
static void
forbid (float *row, guint n_labels, guint blank, const gboolean *allowed)
{
  float sum = 0;
  for (guint label = 0; label < n_labels; label++) {
    if (label != blank && !allowed[label])
      row[label] = 0;
    sum += row[label];
  }
  for (guint label = 0; label < n_labels; label++)
    row[label] = sum > 1e-6f ? row[label] / sum : label == blank;
}

/* A text that the line may hold: a chain of labels. Chains share their beginnings. */
typedef struct {
  int before; /* index of the chain without its last label; -1: this is the empty text */
  guint label;
  guint length;
  double gain; /* by which the language makes its last label more or less probable */
} Chain;

/* A chain with the probability of all ways to write it so far, by whether they end in a blank. */
typedef struct {
  int chain;
  double ended, open;
} Beam;

/* The search for the most probable text: the best chains are carried from step to step. */
typedef struct {
  GArray *chains;     /* of Chain */
  GArray *now, *next; /* of Beam; the best one's probability is about 1 */
  double log_scale;   /* by which the true ones are smaller */
  const SohoaCtcExpectation *expectation;
  const GPtrArray *text; /* by label */
  guint space;           /* the label of gaps */
} Search;

static guint
space_of (const SohoaModel *model)
{
  guint label = 0;
  while (label < model->text->len && g_strcmp0 (g_ptr_array_index (model->text, label), " ") != 0)
    label++;
  return label;
}

static void
search_init (Search *search, const SohoaModel *model, const SohoaCtcExpectation *expectation)
{
  search->expectation = expectation;
  search->text = model->text;
  search->space = space_of (model);
  search->chains = g_array_new (FALSE, FALSE, sizeof (Chain));
  search->now = g_array_new (FALSE, FALSE, sizeof (Beam));
  search->next = g_array_new (FALSE, FALSE, sizeof (Beam));
  Chain empty = {-1, G_MAXUINT, 0, 1};
  g_array_append_val (search->chains, empty);
  Beam start = {0, 1, 0};
  g_array_append_val (search->now, start);
}

static void
search_clear (Search *search)
{
  g_clear_pointer (&search->chains, g_array_unref);
  g_clear_pointer (&search->now, g_array_unref);
  g_clear_pointer (&search->next, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Search, search_clear)

static Chain *
chain_at (const Search *search, int i)
{
  return &g_array_index (search->chains, Chain, i);
}

/* The beam of a chain among the next ones; a new one when there is none. */
static Beam *
beam_of (Search *search, int chain)
{
  for (guint i = 0; i < search->next->len; i++) {
    Beam *beam = &g_array_index (search->next, Beam, i);
    if (beam->chain == chain)
      return beam;
  }
  Beam beam = {chain, 0, 0};
  g_array_append_val (search->next, beam);
  return &g_array_index (search->next, Beam, search->next->len - 1);
}

/* What the chain says, and one more label; G_MAXUINT: nothing more. */
static char *
text_of (const Search *search, int chain, guint label)
{
  g_autoptr (GString) text = g_string_new (NULL);
  if (label != G_MAXUINT)
    g_string_append (text, g_ptr_array_index (search->text, label));
  for (; chain > 0; chain = chain_at (search, chain)->before)
    g_string_prepend (text, g_ptr_array_index (search->text, chain_at (search, chain)->label));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static SohoaGrammarVerdict
judge (const Search *search, int chain, guint label)
{
  if (search->expectation->grammar == NULL)
    return SOHOA_GRAMMAR_WHOLE;
  g_autofree char *text = text_of (search, chain, label);
  return sohoa_grammar_judge (search->expectation->grammar, text);
}

/* By what factor a label after a chain is more or less probable than usual. */
static double
gain_of (const Search *search, int chain, guint label)
{
  const SohoaCtcExpectation *expectation = search->expectation;
  if (expectation->prior == NULL)
    return 1;
  guint labels[SOHOA_LANGUAGE_REACH], i = SOHOA_LANGUAGE_REACH;
  labels[--i] = label;
  for (; i > 0 && chain > 0; chain = chain_at (search, chain)->before)
    labels[--i] = chain_at (search, chain)->label;
  return sohoa_prior_weigh (expectation->prior, labels + i, SOHOA_LANGUAGE_REACH - i,
                            i > 0 ? expectation->hints->before : NULL);
}

/* The chain with one more label. */
static int
extend (Search *search, int chain, guint label)
{
  for (int i = (int) search->chains->len - 1; i > chain; i--)
    if (chain_at (search, i)->before == chain && chain_at (search, i)->label == label)
      return i;
  gboolean goes_on = judge (search, chain, label) != SOHOA_GRAMMAR_NEVER;
  Chain longer = {chain, label, chain_at (search, chain)->length + 1,
                  goes_on ? gain_of (search, chain, label) : 0};
  g_array_append_val (search->chains, longer);
  return (int) search->chains->len - 1;
}

static int
compare_beams (gconstpointer a, gconstpointer b)
{
  const Beam *p = a, *q = b;
  double x = p->ended + p->open, y = q->ended + q->open;
  return x < y ? 1 : x > y ? -1 : p->chain - q->chain;
}

/* Keeps the best beams, their probabilities scaled so that nothing vanishes. */
static void
turn_over (Search *search)
{
  g_array_sort (search->next, compare_beams);
  g_array_set_size (search->next, MIN (search->next->len, BEAMS));
  const Beam *best = &g_array_index (search->next, Beam, 0);
  double scale = 1 / MAX (best->ended + best->open, 1e-100);
  search->log_scale -= log (scale);
  for (guint i = 0; i < search->next->len; i++) {
    Beam *beam = &g_array_index (search->next, Beam, i);
    beam->ended *= scale;
    beam->open *= scale;
  }
  GArray *old = search->now;
  search->now = search->next;
  search->next = old;
  g_array_set_size (search->next, 0);
}

/* One more step along the line. `likely`: the labels worth following here. */
static void
search_step (Search *search, const float *row, guint blank, const guint *likely, guint n_likely)
{
  for (guint i = 0; i < search->now->len; i++) {
    Beam beam = g_array_index (search->now, Beam, i);
    guint last = chain_at (search, beam.chain)->label;
    Beam *same = beam_of (search, beam.chain);
    same->ended += (beam.ended + beam.open) * row[blank];
    if (beam.chain > 0)
      same->open += beam.open * row[last];
    for (guint k = 0; k < n_likely; k++) {
      double p = row[likely[k]] * (beam.ended + (likely[k] == last ? 0 : touching * beam.open));
      if (p > 0) {
        int longer = extend (search, beam.chain, likely[k]);
        if (chain_at (search, longer)->gain > 0)
          beam_of (search, longer)->open += p * chain_at (search, longer)->gain;
      }
    }
  }
  turn_over (search);
}

/* Has the chain as many characters as the line is known to hold? */
static gboolean
has_all_characters (const Search *search, int chain)
{
  const SohoaLineHints *hints = search->expectation->hints;
  if (hints == NULL || hints->n_characters == 0)
    return TRUE;
  guint n = 0;
  for (; chain > 0; chain = chain_at (search, chain)->before)
    n += chain_at (search, chain)->label != search->space;
  return n == hints->n_characters;
}

/* By what factor a date is more or less probable, for its year. */
static double
gain_of_year (const Search *search, int chain)
{
  const SohoaLineHints *hints = search->expectation->hints;
  if (search->expectation->grammar == NULL || hints == NULL || hints->year_to == 0)
    return 1;
  g_autofree char *text = text_of (search, chain, G_MAXUINT);
  gboolean is_likely =
    sohoa_grammar_has_year (search->expectation->grammar, text, hints->year_from, hints->year_to);
  return is_likely ? 1 : other_year;
}

/* By what factor a whole chain is more or less probable: by its length, and a space after it. */
static double
gain_of_end (const Search *search, int chain)
{
  if (judge (search, chain, G_MAXUINT) != SOHOA_GRAMMAR_WHOLE)
    return 0;
  double gain = search->expectation->prior != NULL ? gain_of (search, chain, search->space) : 1;
  gain *= gain_of_year (search, chain);
  return has_all_characters (search, chain) ? gain : gain * miscounted;
}

static int
best_chain (const Search *search, double *ret_log_probability)
{
  int best = 0;
  double most = -1;
  for (guint i = 0; i < search->now->len; i++) {
    const Beam *beam = &g_array_index (search->now, Beam, i);
    double probability = (beam->ended + beam->open) * gain_of_end (search, beam->chain);
    if (probability > most) {
      most = probability;
      best = beam->chain;
    }
  }
  *ret_log_probability = search->log_scale + log (MAX (most, 1e-100));
  return best;
}

/* The most probable text's labels, in order. */
static GArray *
search_text (const SohoaNetworkAnswer *answer, const SohoaModel *model,
             const SohoaCtcExpectation *expectation, double *ret_log_probability)
{
  guint blank = sohoa_network_blank (model->network);
  g_auto (Search) search = {0};
  search_init (&search, model, expectation);
  g_autofree guint *likely = g_new (guint, answer->n_labels);
  for (guint step = 0; step < answer->n_steps; step++) {
    const float *row = row_of (answer, step);
    guint n = 0;
    for (guint label = 0; label < answer->n_labels; label++)
      if (label != blank && row[label] >= likely_from)
        likely[n++] = label;
    search_step (&search, row, blank, likely, n);
  }
  int chain = best_chain (&search, ret_log_probability);
  GArray *text = g_array_new (FALSE, FALSE, sizeof (guint));
  g_array_set_size (text, chain_at (&search, chain)->length);
  for (guint i = text->len; i > 0; i--, chain = chain_at (&search, chain)->before)
    g_array_index (text, guint, i - 1) = chain_at (&search, chain)->label;
  return text;
}

/* A character: the steps that it is written in, first .. last. */
typedef struct {
  guint label, first, last;
  double probability;
} Run;

/* The label of a state: characters are the odd ones, the blanks around them the even ones. */
static guint
label_of (const GArray *text, guint state, guint blank)
{
  return state % 2 == 1 ? g_array_index (text, guint, state / 2) : blank;
}

/* From which state the best way to `state` comes: itself, the one before, or the character before. */
static guint
best_before (const double *score, const GArray *text, guint state)
{
  guint best = state;
  if (state >= 1 && score[state - 1] > score[best])
    best = state - 1;
  if (state >= 2 && state % 2 == 1 && score[state - 2] > score[best] &&
      g_array_index (text, guint, state / 2) != g_array_index (text, guint, state / 2 - 1))
    best = state - 2;
  return best;
}

/* The best way to write the text along the line (Viterbi): the state of each step. */
static guint *
align (const SohoaNetworkAnswer *answer, const GArray *text, guint blank)
{
  guint n = 2 * text->len + 1;
  g_autofree double *score = g_new (double, n), *next = g_new (double, n);
  g_autofree guint *from = g_new (guint, (gsize) n * answer->n_steps);
  for (guint state = 0; state < n; state++)
    score[state] = state < 2 ? 0 : -1e9;
  for (guint step = 0; step < answer->n_steps; step++) {
    for (guint state = 0; state < n; state++) {
      guint before = step == 0 ? state : best_before (score, text, state);
      from[(gsize) step * n + state] = before;
      next[state] = score[before] + log (row_of (answer, step)[label_of (text, state, blank)] + 1e-12);
    }
    double *old = score;
    score = next;
    next = old;
  }
  guint state = n > 1 && score[n - 2] > score[n - 1] ? n - 2 : n - 1;
  guint *states = g_new (guint, answer->n_steps);
  for (guint step = answer->n_steps; step > 0; step--) {
    states[step - 1] = state;
    state = from[(gsize) (step - 1) * n + state];
  }
  return states;
}

static GArray *
find_runs (const SohoaNetworkAnswer *answer, const GArray *text, guint blank)
{
  g_autofree guint *states = align (answer, text, blank);
  GArray *runs = g_array_new (FALSE, FALSE, sizeof (Run));
  for (guint step = 0; step < answer->n_steps; step++) {
    if (states[step] % 2 == 0)
      continue;
    guint label = label_of (text, states[step], blank);
    double probability = row_of (answer, step)[label];
    if (step > 0 && states[step - 1] == states[step]) {
      Run *run = &g_array_index (runs, Run, runs->len - 1);
      run->last = step;
      run->probability = MAX (run->probability, probability);
    } else {
      Run run = {label, step, step, probability};
      g_array_append_val (runs, run);
    }
  }
  return runs;
}

static void
add_choices (SohoaGlyph *glyph, const SohoaNetworkAnswer *answer, const Run *run, const SohoaModel *model)
{
  for (guint label = 0; label < answer->n_labels; label++) {
    const char *text = g_ptr_array_index (model->text, label);
    double most = 0;
    for (guint step = run->first; step <= run->last && label != run->label && text != NULL; step++)
      most = MAX (most, row_of (answer, step)[label]);
    if (most >= choice_min)
      sohoa_glyph_add_choice (glyph, text, most);
  }
}

/* The boundary between two runs, in steps: half way. */
static double
boundary (const GArray *runs, guint i, const SohoaNetworkAnswer *answer)
{
  if (i == 0)
    return 0;
  if (i == runs->len)
    return answer->n_steps;
  return (g_array_index (runs, Run, i - 1).last + g_array_index (runs, Run, i).first + 1) / 2.0;
}

static void
finish (SohoaLine *line, double weakest)
{
  g_autoptr (GString) text = g_string_new (NULL);
  for (guint i = 0; i < line->glyphs->len; i++)
    g_string_append (text, g_array_index (line->glyphs, SohoaGlyph, i).text);
  g_free (line->text);
  line->text = sohoa_text_fold (text->str);
  line->confidence = *line->text != '\0' ? weakest : 0;
}

SohoaLine *
sohoa_ctc_spell (const SohoaNetworkAnswer *answer, const SohoaModel *model, const GArray *text,
                 const SohoaCtcPlace *place, const char *method)
{
  g_autoptr (GArray) runs = find_runs (answer, text, sohoa_network_blank (model->network));
  SohoaLine *line = sohoa_line_new (method);
  double weakest = 1;
  for (guint i = 0; i < runs->len; i++) {
    const Run *run = &g_array_index (runs, Run, i);
    double confidence = confidence_of (run->probability);
    int x0 = place->x0 + (int) (boundary (runs, i, answer) * place->step);
    int x1 = place->x0 + (int) (boundary (runs, i + 1, answer) * place->step);
    const char *character = g_ptr_array_index (model->text, run->label);
    add_choices (sohoa_line_add_glyph (line, character, confidence, x0, x1), answer, run, model);
    weakest = MIN (weakest, confidence);
  }
  finish (line, weakest);
  return line;
}

/* What has come to a state: by staying, from the one before, or from the character before. */
static double
reaching (const double *now, const GArray *text, guint state)
{
  double p = now[state];
  if (state >= 1)
    p += now[state - 1];
  if (state >= 2 && state % 2 == 1 &&
      g_array_index (text, guint, state / 2) != g_array_index (text, guint, state / 2 - 1))
    p += now[state - 2];
  return p;
}

double
sohoa_ctc_log_probability (const SohoaNetworkAnswer *answer, const SohoaModel *model, const GArray *text,
                           double doubt)
{
  guint blank = sohoa_network_blank (model->network), n = 2 * text->len + 1;
  g_autofree double *now = g_new0 (double, n), *next = g_new0 (double, n);
  double log_scale = 0;
  now[0] = 1; /* before the first step, from where the first character is reached, too */
  for (guint step = 0; step < answer->n_steps; step++) {
    const float *row = row_of (answer, step);
    double sum = 0;
    for (guint state = 0; state < n; state++) {
      double p = (1 - doubt) * row[label_of (text, state, blank)] + doubt / answer->n_labels;
      sum += next[state] = p * reaching (now, text, state);
    }
    for (guint state = 0; state < n; state++)
      next[state] /= MAX (sum, 1e-300);
    log_scale += log (MAX (sum, 1e-300));
    double *old = now;
    now = next;
    next = old;
  }
  return log_scale + log (MAX (now[n - 1] + (n > 1 ? now[n - 2] : 0), 1e-300));
}

SohoaLine *
sohoa_ctc_decode (SohoaNetworkAnswer *answer, const SohoaModel *model, const gboolean *allowed,
                  const SohoaCtcExpectation *expectation, const SohoaCtcPlace *place, const char *method,
                  double *ret_log_probability)
{
  guint blank = sohoa_network_blank (model->network);
  for (guint step = 0; step < answer->n_steps; step++)
    forbid (row_of (answer, step), answer->n_labels, blank, allowed);
  for (guint step = 0; step < answer->n_steps && expectation->prior && expectation->hints->on_leader; step++)
    sohoa_prior_suppose_dots (expectation->prior, row_of (answer, step));
  g_autoptr (GArray) text = search_text (answer, model, expectation, ret_log_probability);
  return sohoa_ctc_spell (answer, model, text, place, method);
}
