using System.Globalization;
using TrapTagger.Platform.Html;

namespace TrapTagger.Surveys;

/// <summary>What only this module says in words.</summary>
internal static class Say
{
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    /// <summary>A guess, rounded as coarsely as it is meant.</summary>
    internal static string TimeLeft(TimeSpan left) => left switch
    {
        { TotalSeconds: < 60 } => "less than a minute left",
        { TotalMinutes: < 90 } => About(Math.Ceiling(left.TotalMinutes), "minute", "minutes"),
        { TotalHours: < 48 } => About(Math.Round(left.TotalHours), "hour", "hours"),
        _ => About(Math.Round(left.TotalDays), "day", "days"),
    };

    private static string About(double count, string one, string many) =>
        $"about {Words.Count((long)count, one, many)} left";

    /// <summary>Degrees as people write them, with a real minus sign.</summary>
    internal static string Degrees(double degrees) => degrees.ToString("0.######", Culture).Replace('-', '−');
}
