using System.Globalization;
using System.Reflection;
using System.Text;

namespace TrapTagger.Accounts;

/// <summary>
/// One spelling for letters that look the same. .NET composes nothing where it runs without a library for languages,
/// as this product does, so the table comes along.
/// </summary>
internal static class Spelling
{
    private const int HangulFirst = 0xAC00;
    private const int LeadFirst = 0x1100;
    private const int VowelFirst = 0x1161;
    private const int TailFirst = 0x11A7;
    private const int Leads = 19;
    private const int Vowels = 21;
    private const int Tails = 28;

    /// <summary>Cyrillic and Greek capitals that nobody can tell from Latin ones.</summary>
    private const string Strange = "АВЕЅІЈКМНОРСТУХҮԚԜΑΒΕΖΗΙΚΜΝΟΡΤΥΧ";

    private const string Familiar = "ABESIJKMHOPCTYXYQWABEZHIKMNOPTYX";

    private static readonly Dictionary<(char Base, char Mark), char> Composed = Read();

    private static readonly Dictionary<char, char> Bases = Composed.ToDictionary(c => c.Value, c => c.Key.Base);

    /// <summary>Letters and the marks after them as one, where there is one (NFC, for what people type).</summary>
    internal static string Compose(string text)
    {
        var letters = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            if (letters.Length > 0 && Join(letters[^1], letter) is { } both)
            {
                letters[^1] = both;
            }
            else
            {
                letters.Append(letter);
            }
        }
        return letters.ToString();
    }

    /// <summary>What a name looks like at a glance: names that share it are easily taken for each other.</summary>
    internal static string AtAGlance(string name)
    {
        var letters = new StringBuilder(name.Length);
        foreach (var letter in name.ToUpperInvariant())
        {
            var plain = letter;
            while (Bases.TryGetValue(plain, out var under))
            {
                plain = under;
            }
            plain = char.ToUpperInvariant(plain);
            var known = Strange.IndexOf(plain, StringComparison.Ordinal);
            if (char.IsLetterOrDigit(plain))
            {
                letters.Append(known < 0 ? plain : Familiar[known]);
            }
        }
        return letters.ToString();
    }

    private static char? Join(char before, char after) =>
        Composed.TryGetValue((before, after), out var both) ? both : JoinHangul(before, after);

    private static char? JoinHangul(int before, int after)
    {
        var (lead, vowel, syllable, tail) =
            (before - LeadFirst, after - VowelFirst, before - HangulFirst, after - TailFirst);
        if (lead is >= 0 and < Leads && vowel is >= 0 and < Vowels)
        {
            return (char)(HangulFirst + (((lead * Vowels) + vowel) * Tails));
        }
        return syllable is >= 0 and < Leads * Vowels * Tails && syllable % Tails == 0 && tail is > 0 and < Tails
            ? (char)(before + tail)
            : null;
    }

    private static Dictionary<(char, char), char> Read()
    {
        using var table = new StreamReader(
            Assembly.GetExecutingAssembly().GetManifestResourceStream("people/compositions.txt")!);
        return table.ReadToEnd().Split('\n').Where(l => l is not ("" or ['#', ..])).Select(l => l.Split(' '))
            .ToDictionary(l => (Letter(l[0]), Letter(l[1])), l => Letter(l[2]));
    }

    private static char Letter(string code) =>
        (char)int.Parse(code, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
