using System.Globalization;

namespace TrapTagger.Results;

/// <summary>What only this module says in words.</summary>
internal static class Say
{
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    /// <summary>"950", "12k": where there is room for four letters.</summary>
    internal static string Short(long count) => count switch
    {
        < 10_000 => count.ToString(Culture),
        < 1_000_000 => (count / 1e3).ToString("0.#", Culture) + "k",
        _ => (count / 1e6).ToString("0.#", Culture) + "M",
    };

    /// <summary>"18:00": the clock at which an hour of the day begins.</summary>
    internal static string Clock(int hour) => $"{hour.ToString("00", Culture)}:00";

    /// <summary>Degrees to about a metre, with a real minus sign.</summary>
    internal static string Degrees(double degrees) => degrees.ToString("0.00000", Culture).Replace('-', '−');

    /// <summary>A share of a whole in percent, for an SVG's coordinate: it stretches with the plot.</summary>
    internal static string Percent(double share) => (share * 100).ToString("0.###", Culture) + "%";

    /// <summary>A number as a machine reads it: the shortest text that is this number again.</summary>
    internal static string Plain(double number) => number.ToString("R", Culture);

    /// <summary>At most so many letters, with an ellipsis where some are missing.</summary>
    internal static string Shorten(string text, int letters)
    {
        if (text.Length <= letters)
        {
            return text;
        }
        // A letter outside the first plane is two chars, which must not be parted.
        var end = char.IsHighSurrogate(text[letters - 2]) ? letters - 2 : letters - 1;
        return $"{text[..end].TrimEnd()}…";
    }
}
