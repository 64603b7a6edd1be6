using System.Text.RegularExpressions;
using TrapTagger.Testing;

namespace TrapTagger.Architecture.Tests.Rights;

/// <summary>Addresses of a site's routes, for one survey that is there.</summary>
internal static class Paths
{
    internal static string Filled(string pattern, LabellingScene scene) =>
        Regex.Replace(pattern, @"\{\**(\w+)[^}]*\}", value => value.Groups[1].Value switch
        {
            "set" => $"{scene.Set}",
            "survey" => $"{scene.Survey}",
            "id" when pattern.StartsWith("/surveys/", StringComparison.Ordinal) => $"{scene.Survey}",
            "table" or "plot" => "labels",
            "batch" => "4292b7c6-a7f4-4ad6-ba3b-2e86ddb0087c",
            _ => "1",
        });
}
