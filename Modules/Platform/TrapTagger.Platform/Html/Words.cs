using System.Globalization;

namespace TrapTagger.Platform.Html;

/// <summary>Numbers and dates in words, the same on every page.</summary>
public static class Words
{
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    /// <summary>"12,340".</summary>
    public static string Number(long count) => count.ToString("N0", Culture);

    /// <summary>"1 file", "12,340 files".</summary>
    public static string Count(long count, string one, string many) => $"{Number(count)} {(count == 1 ? one : many)}";

    /// <summary>"12 kB", "3.4 MB", "1,204.5 GB".</summary>
    public static string Bytes(long bytes) => bytes switch
    {
        < 1_000_000 => $"{Math.Ceiling(bytes / 1e3).ToString("0", Culture)} kB",
        < 1_000_000_000 => $"{(bytes / 1e6).ToString("0.#", Culture)} MB",
        _ => $"{(bytes / 1e9).ToString("N1", Culture)} GB",
    };

    /// <summary>"3 May 2024".</summary>
    public static string Day(DateTime local) => local.ToString("d MMM yyyy", Culture);

    /// <summary>"3 May 2024 18:40".</summary>
    public static string Minute(DateTime local) => local.ToString("d MMM yyyy HH:mm", Culture);

    /// <summary>"3 May – 12 Jun 2024": what both dates share is said once.</summary>
    public static string Days(DateTime first, DateTime last) =>
        first.Date == last.Date ? Day(last)
        : first.Year != last.Year ? $"{Day(first)} – {Day(last)}"
        : first.Month != last.Month ? $"{first.ToString("d MMM", Culture)} – {Day(last)}"
        : $"{first.Day}–{Day(last)}";
}
