/* keywords.c - the phrases, and approximate search for them.
 *
 * A recognizer gets Vietnamese diacritics wrong before anything else, so both sides are compared without
 * them. Search is Sellers' algorithm: edit distance with a free start in the text (P. H. Sellers, "The theory
 * and computation of evolutionary distances", J. Algorithms 1, 1980).
 */
#include "keywords.h"

#include <string.h>

/* Letters of a phrase for each that may be wrong. */
enum { LETTERS_PER_ERROR = 6, LEADING_NOISE = 5 };

static const struct {
  SohoaPhraseClass klass;
  const char *text;
} phrases[] = {
  {SOHOA_PHRASE_MOTTO, "CONG HOA XA HOI CHU NGHIA VIET NAM"},
  {SOHOA_PHRASE_MOTTO, "DOC LAP TU DO HANH PHUC"},
  {SOHOA_PHRASE_AGENCY, "UBND "},
  {SOHOA_PHRASE_AGENCY, "UY BAN NHAN DAN"},
  {SOHOA_PHRASE_AGENCY, "BO PHAN MOT CUA"},
  {SOHOA_PHRASE_AGENCY, "BO PHAN TIEP NHAN VA TRA KET QUA"},
  {SOHOA_PHRASE_AGENCY, "TRUNG TAM PHUC VU HANH CHINH CONG"},
  {SOHOA_PHRASE_AGENCY, "TRUNG TAM HANH CHINH CONG"},
  {SOHOA_PHRASE_AGENCY, "VAN PHONG DANG KY DAT DAI"},
  {SOHOA_PHRASE_AGENCY, "PHONG DANG KY KINH DOANH"},
  {SOHOA_PHRASE_AGENCY, "CONG AN "},
  {SOHOA_PHRASE_AGENCY, "BO CONG AN"},
  {SOHOA_PHRASE_AGENCY, "BO TU PHAP"},
  {SOHOA_PHRASE_AGENCY, "SO TU PHAP"},
  {SOHOA_PHRASE_AGENCY, "SO XAY DUNG"},
  {SOHOA_PHRASE_AGENCY, "SO KE HOACH VA DAU TU"},
  {SOHOA_PHRASE_AGENCY, "SO TAI CHINH"},
  {SOHOA_PHRASE_AGENCY, "SO TAI NGUYEN VA MOI TRUONG"},
  {SOHOA_PHRASE_AGENCY, "SO NONG NGHIEP VA MOI TRUONG"},
  {SOHOA_PHRASE_COVER, "PHIEU TIEP NHAN"},
  {SOHOA_PHRASE_COVER, "GIAY TIEP NHAN"},
  {SOHOA_PHRASE_COVER, "BIEN NHAN HO SO"},
  {SOHOA_PHRASE_COVER, "GIAY BIEN NHAN"},
  {SOHOA_PHRASE_COVER, "PHIEU BIEN NHAN"},
  {SOHOA_PHRASE_COVER, "GIAY HEN TRA KET QUA"},
  {SOHOA_PHRASE_COVER, "PHIEU HEN TRA KET QUA"},
  {SOHOA_PHRASE_COVER, "PHIEU KIEM SOAT QUA TRINH GIAI QUYET HO SO"},
  {SOHOA_PHRASE_COVER, "PHIEU BAN GIAO HO SO"},
  {SOHOA_PHRASE_COVER, "PHIEU CHUYEN HO SO"},
  {SOHOA_PHRASE_COVER, "BIA HO SO"},
  {SOHOA_PHRASE_CARD, "CAN CUOC CONG DAN"},
  {SOHOA_PHRASE_CARD, "CUOC CONG DAN"}, /* copies lose the first word */
  {SOHOA_PHRASE_CARD, "CAN CUOC"},
  {SOHOA_PHRASE_CARD, "THE CAN CUOC"},
  {SOHOA_PHRASE_CARD, "CITIZEN IDENTITY CARD"},
  {SOHOA_PHRASE_CARD, "IDENTITY CARD"},
  {SOHOA_PHRASE_CARD, "GIAY CHUNG MINH NHAN DAN"},
  {SOHOA_PHRASE_CARD, "CHUNG MINH NHAN DAN"},
  {SOHOA_PHRASE_CARD_LABEL, "QUE QUAN PLACE OF ORIGIN"},
  {SOHOA_PHRASE_CARD_LABEL, "NOI THUONG TRU PLACE OF RESIDENCE"},
  {SOHOA_PHRASE_CARD_LABEL, "NOI CU TRU PLACE OF RESIDENCE"},
  {SOHOA_PHRASE_CARD_LABEL, "NOI DANG KY KHAI SINH PLACE OF BIRTH"},
  {SOHOA_PHRASE_CARD_LABEL, "SO DINH DANH CA NHAN PERSONAL IDENTIFICATION"},
  {SOHOA_PHRASE_CARD_LABEL, "DAC DIEM NHAN DANG"},
  {SOHOA_PHRASE_CARD_LABEL, "DAU VET RIENG VA DI HINH"},
  {SOHOA_PHRASE_CARD_LABEL, "NGON TRO TRAI"}, /* the right one differs by no more than may be wrong */
  {SOHOA_PHRASE_CARD_LABEL, "CUC TRUONG CUC CANH SAT"},
  {SOHOA_PHRASE_CARD_LABEL, "IDVNM"},
  {SOHOA_PHRASE_PERSON_LABEL, "FULL NAME"},
  {SOHOA_PHRASE_PERSON_LABEL, "DATE OF BIRTH"},
  {SOHOA_PHRASE_PERSON_LABEL, "NATIONALITY"},
  {SOHOA_PHRASE_PERSON_LABEL, "DATE OF EXPIRY"},
  {SOHOA_PHRASE_PERSON_LABEL, "DATE MONTH YEAR"},
  {SOHOA_PHRASE_PERSON_LABEL, "CO GIA TRI DEN"},
  {SOHOA_PHRASE_DECLARATION, "TO KHAI"},
  {SOHOA_PHRASE_DECLARATION, "DON DE NGHI"},
  {SOHOA_PHRASE_DECLARATION, "DON DANG KY"},
  {SOHOA_PHRASE_DECLARATION, "DON YEU CAU"},
  {SOHOA_PHRASE_DECLARATION, "GIAY DE NGHI"},
  {SOHOA_PHRASE_DECLARATION, "PHIEU KHAI"},
  {SOHOA_PHRASE_DECLARATION, "PHIEU DE NGHI"},
  {SOHOA_PHRASE_DECLARATION, "PHIEU YEU CAU"},
  {SOHOA_PHRASE_DECLARATION, "PHIEU DANG KY"},
  {SOHOA_PHRASE_DECLARATION, "BAN KHAI"},
  {SOHOA_PHRASE_FORM_MARK, "BAN HANH KEM THEO"},
  {SOHOA_PHRASE_PAPER, "QUYET DINH"},
  {SOHOA_PHRASE_PAPER, "GIAY CHUNG NHAN"},
  {SOHOA_PHRASE_PAPER, "GIAY KHAI SINH"},
  {SOHOA_PHRASE_PAPER, "GIAY CHUNG SINH"},
  {SOHOA_PHRASE_PAPER, "GIAY BAO TU"},
  {SOHOA_PHRASE_PAPER, "GIAY XAC NHAN"},
  {SOHOA_PHRASE_PAPER, "GIAY UY QUYEN"},
  {SOHOA_PHRASE_PAPER, "GIAY PHEP"},
  {SOHOA_PHRASE_PAPER, "TRICH LUC"},
  {SOHOA_PHRASE_PAPER, "HOP DONG"},
  {SOHOA_PHRASE_PAPER, "BIEN BAN"},
  {SOHOA_PHRASE_PAPER, "DON TRINH BAY"},
  {SOHOA_PHRASE_PAPER, "THONG BAO"},
  {SOHOA_PHRASE_PAPER, "CONG VAN"},
  {SOHOA_PHRASE_PAPER, "DI CHUC"},
  {SOHOA_PHRASE_PAPER, "VAN BAN"},
};

/* Appends the letter or digit as a capital without marks; FALSE for anything else. */
static gboolean
append_folded (GString *folded, gunichar c)
{
  if (c == 0x110 || c == 0x111) /* D with stroke does not decompose */
    c = 'D';
  c = g_unichar_toupper (c);
  if (c > 127 || !g_ascii_isalnum ((char) c))
    return FALSE;
  g_string_append_c (folded, (char) c);
  return TRUE;
}

char *
sohoa_fold_words (const char *text)
{
  g_autofree char *apart = g_utf8_normalize (text, -1, G_NORMALIZE_NFKD);
  if (!apart)
    return NULL;
  GString *folded = g_string_new (NULL);
  for (const char *p = apart; *p; p = g_utf8_next_char (p)) {
    const gunichar c = g_utf8_get_char (p);
    if (g_unichar_ismark (c) || append_folded (folded, c))
      continue;
    if (folded->len > 0 && folded->str[folded->len - 1] != ' ')
      g_string_append_c (folded, ' ');
  }
  return g_string_free (folded, FALSE);
}

/* Where in text the first good match of phrase ends, or -1. */
static int
find_end (const char *phrase, guint letters_per_error, const char *text)
{
  const int length = (int) strlen (phrase), allowed = length / (int) letters_per_error;
  g_autofree int *cost = g_new (int, length + 1);
  for (int i = 0; i <= length; i++)
    cost[i] = i;
  for (int end = 0; text[end]; end++) {
    int diagonal = 0; /* cost[0] stays 0: a match may start anywhere */
    for (int i = 1; i <= length; i++) {
      const int replaced = diagonal + (phrase[i - 1] != text[end]);
      diagonal = cost[i];
      cost[i] = MIN (replaced, MIN (cost[i], cost[i - 1]) + 1);
    }
    if (cost[length] <= allowed)
      return end + 1;
  }
  return -1;
}

gboolean
sohoa_holds_phrase (const char *phrase, guint letters_per_error, const char *folded)
{
  return find_end (phrase, letters_per_error, folded) >= 0;
}

guint
sohoa_count_phrases (SohoaPhraseClass klass, const char *folded)
{
  guint n = 0;
  for (gsize i = 0; i < G_N_ELEMENTS (phrases); i++)
    if (phrases[i].klass == klass && find_end (phrases[i].text, LETTERS_PER_ERROR, folded) >= 0)
      n++;
  return n;
}

gboolean
sohoa_begins_with_phrase (SohoaPhraseClass klass, const char *folded)
{
  for (gsize i = 0; i < G_N_ELEMENTS (phrases); i++) {
    const int end = phrases[i].klass == klass ? find_end (phrases[i].text, LETTERS_PER_ERROR, folded) : -1;
    if (end >= 0 && end <= (int) strlen (phrases[i].text) + LEADING_NOISE)
      return TRUE;
  }
  return FALSE;
}
