/* likeness.c - see likeness.h. */
#include "likeness.h"

#include "../describe/keywords.h"
#include "label.h"
#include "pairing.h"
#include "compared_words.h"
#include "title.h"

#include <string.h>

/* Titles no farther apart than so many words are one: noise before it, or a longer spelling. */
enum { TITLES_APART = 8 };
/* Of the letters of a version's print, how many the page must have in words that were paired; and how many
 * words. */
static const double SHARE_MIN = 0.2;
enum { WORDS_MIN = 12 };
/* Or how many of its labels, where instructions were written anew. */
static const double LABEL_SHARE_MIN = 0.7;
enum { LABELS_MIN = 3, LABELLED_WORDS_MIN = 6 };
/* Of the winner's share, how much another form may have at most. */
static const double RIVAL_SHARE = 0.8;

void
sohoa_likeness_clear (SohoaLikeness *likeness)
{
  g_clear_pointer (&likeness->pairs, g_array_unref);
}

/* ---- which page it could be ---- */

static guint
page_that_follows (const SohoaWordingQuestion *question, const SohoaTemplate *template)
{
  const gboolean follows = !template->is_cover && g_strcmp0 (question->form_before, template->form) == 0 &&
                           question->form_page_before < template->n_pages;
  return follows ? question->form_page_before + 1 : 0;
}

gboolean
sohoa_wording_expects (const SohoaWording *wording, const SohoaWordingQuestion *question,
                       SohoaCharset *ret_charset)
{
  const GPtrArray *templates = sohoa_template_index_templates (wording->index);
  for (guint i = 0; i < templates->len; i++) {
    const SohoaTemplate *template = g_ptr_array_index (templates, i);
    const gboolean is_titled = !template->is_cover && sohoa_title_resembles (template->title, question->said);
    if (is_titled || page_that_follows (question, template) > 0) {
      *ret_charset = sohoa_print_charset (template);
      return TRUE;
    }
  }
  return FALSE;
}

/* All that was seen, as the title is looked for. */
static char *
join_words (const GArray *seen)
{
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < seen->len; i++)
    g_string_append_printf (text, "%s ", sohoa_compared_word (seen, i)->folded);
  return g_string_free (text, FALSE);
}

/* How many words stand before the title of the version; G_MAXUINT where the page does not bear it. */
static guint
words_before_title (const SohoaWordingQuestion *question, const char *text, const SohoaTemplate *template)
{
  g_autofree char *heading = question->heading ? sohoa_fold_words (question->heading) : NULL;
  guint at, first = G_MAXUINT;
  if (sohoa_title_find (template->title, question->said, heading, &at))
    first = at;
  if (sohoa_title_find (template->title, text, heading, &at))
    first = MIN (first, at);
  return template->is_cover ? G_MAXUINT : first;
}

/* The page of each version that the page could be, in the order of templates; 0: none. Of several titles the
 * one that stands first is the page's: forms name others in their instructions. Caller frees. */
static guint *
expected_pages (const SohoaWordingQuestion *question, const char *text, const GPtrArray *templates)
{
  guint *pages = g_new (guint, templates->len + 1), first = G_MAXUINT;
  for (guint i = 0; i < templates->len; i++) {
    pages[i] = words_before_title (question, text, g_ptr_array_index (templates, i));
    first = MIN (first, pages[i]);
  }
  for (guint i = 0; i < templates->len; i++) {
    const gboolean is_titled = pages[i] != G_MAXUINT && pages[i] - first <= TITLES_APART;
    pages[i] = is_titled ? 1 : page_that_follows (question, g_ptr_array_index (templates, i));
  }
  return pages;
}

/* ---- how like it is ---- */

static double
share_of_letters (const GArray *printed, const GArray *pairs)
{
  gsize all = 0, paired = 0;
  for (guint i = 0; i < printed->len; i++)
    all += strlen (sohoa_compared_word (printed, i)->folded);
  for (guint i = 0; i < pairs->len; i++)
    paired += strlen (sohoa_compared_word (printed, g_array_index (pairs, SohoaWordPair, i).printed)->folded);
  return (double) paired / (double) MAX (all, 1);
}

/* Borrowed; NULL when the blank cannot be read. */
static const GArray *
print_of (SohoaWording *wording, const SohoaTemplate *template, guint page, GError **error)
{
  g_autofree char *key = g_strdup_printf ("%s %s %u", template->form, template->version, page);
  GArray *printed = g_hash_table_lookup (wording->prints, key);
  if (!printed && (printed = sohoa_print_words (template, page, wording->engine, error)))
    g_hash_table_insert (wording->prints, g_steal_pointer (&key), printed);
  return printed;
}

/* Keeps the one that is more like; *rival: the greatest share of another form. */
static void
weigh (SohoaLikeness *best, SohoaLikeness *other, double *rival)
{
  if (!best->template || other->share > best->share) {
    const SohoaLikeness better = *other;
    *other = *best;
    *best = better;
  }
  if (other->template && !g_str_equal (other->template->form, best->template->form))
    *rival = MAX (*rival, other->share);
}

static gboolean
is_like (const SohoaLikeness *likeness, const GArray *seen)
{
  guint printed;
  if (likeness->share >= SHARE_MIN && likeness->pairs->len >= WORDS_MIN)
    return TRUE;
  const guint found =
    sohoa_label_count (likeness->template, likeness->page, likeness->printed, seen, &printed);
  return found >= LABELS_MIN && found >= LABEL_SHARE_MIN * printed &&
         likeness->pairs->len >= LABELLED_WORDS_MIN;
}

gboolean
sohoa_wording_compare (SohoaWording *wording, const SohoaWordingQuestion *question, const GArray *seen,
                       SohoaLikeness *ret_likeness, GError **error)
{
  const GPtrArray *templates = sohoa_template_index_templates (wording->index);
  g_autofree char *text = join_words (seen);
  g_autofree guint *pages = expected_pages (question, text, templates);
  double rival = 0;
  *ret_likeness = (SohoaLikeness){0};
  for (guint i = 0; i < templates->len; i++) {
    const SohoaTemplate *template = g_ptr_array_index (templates, i);
    if (pages[i] == 0)
      continue;
    const GArray *printed = print_of (wording, template, pages[i], error);
    if (!printed)
      return FALSE;
    g_auto (SohoaLikeness) own = {template, pages[i], printed, sohoa_pair_words (printed, seen), 0};
    own.share = share_of_letters (printed, own.pairs);
    weigh (ret_likeness, &own, &rival);
  }
  if (ret_likeness->template && (!is_like (ret_likeness, seen) || rival > RIVAL_SHARE * ret_likeness->share))
    ret_likeness->template = NULL;
  return TRUE;
}
