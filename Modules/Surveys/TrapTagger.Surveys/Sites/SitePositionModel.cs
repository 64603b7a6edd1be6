using System.Globalization;

namespace TrapTagger.Surveys;

/// <summary>Where a site is, in decimal degrees (WGS 84), north and east positive.</summary>
public sealed record SitePositionModel(double Latitude, double Longitude)
{
    internal const string OnlyOne = "Give both numbers, or leave both empty.";
    internal const string NoLatitude = "The latitude is a number from −90 to 90, such as −12.34.";
    internal const string NoLongitude = "The longitude is a number from −180 to 180, such as 31.59.";

    /// <summary>Null where either half is.</summary>
    internal static SitePositionModel? Of(double? latitude, double? longitude) =>
        latitude is { } north && longitude is { } east ? new(north, east) : null;

    /// <summary>
    /// A position as typed: both empty is none. Either kind of minus sign and of decimal mark is understood.
    /// </summary>
    internal static (SitePositionModel? Position, string? Reason) Read(string? latitude, string? longitude) =>
        (latitude?.Trim() ?? "", longitude?.Trim() ?? "") switch
        {
            ("", "") => (null, null),
            ("", _) or (_, "") => (null, OnlyOne),
            var (north, _) when Number(north) is not (>= -90 and <= 90) => (null, NoLatitude),
            var (_, east) when Number(east) is not (>= -180 and <= 180) => (null, NoLongitude),
            var (north, east) => (new(Number(north)!.Value, Number(east)!.Value), null),
        };

    private static double? Number(string text) => double.TryParse(
        text.Replace('−', '-').Replace(',', '.'),
        NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
        CultureInfo.InvariantCulture,
        out var number) ? number : null;
}
