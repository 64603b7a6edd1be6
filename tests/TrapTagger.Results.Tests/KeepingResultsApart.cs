using System.Net;
using TrapTagger.Testing;

namespace TrapTagger.Results.Tests;

public sealed class KeepingResultsApart : IAsyncDisposable
{
    private readonly SiteUnderTest _site = new();

    private static readonly string[] Addresses =
    [
        "", "/cameras", "/frames.csv", "/labels.csv", "/hours.csv", "/sites.csv", "/cameras.csv", "/labels-by-site.csv",
        "/labels.svg", "/hours.svg", "/sites.svg", "/cameras.svg",
    ];

    [Fact]
    public async Task another_organisation_s_survey_is_not_there()
    {
        var mine = await Scene("Kruger", "Wild Test");
        var theirs = await Scene("Serengeti", "Others");
        var ann = await _site.SignedIn();

        foreach (var address in Addresses)
        {
            Assert.Equal((address, HttpStatusCode.OK), await Answers(ann, mine, address));
            Assert.Equal((address, HttpStatusCode.NotFound), await Answers(ann, theirs, address));
            Assert.Equal((address, HttpStatusCode.NotFound), await Answers(ann, theirs, address, $"?set={theirs.Set}"));
            Assert.Equal((address, HttpStatusCode.NotFound), await Answers(ann, mine, address, $"?set={theirs.Set}"));
        }
    }

    [Fact]
    public async Task a_stranger_is_asked_who_they_are()
    {
        var scene = await Scene("Kruger", "Wild Test");

        foreach (var address in Addresses)
        {
            Assert.Equal((address, HttpStatusCode.Redirect), await Answers(_site.Visitor(), scene, address));
        }
    }

    [Fact]
    public async Task a_label_that_no_cluster_carries_and_a_table_that_does_not_exist_are_not_there()
    {
        var mine = await Scene("Kruger", "Wild Test");
        var theirs = await Scene("Serengeti", "Others");
        var ann = await _site.SignedIn();

        Assert.Equal(("", HttpStatusCode.NotFound), await Answers(ann, mine, "", $"?label={theirs.Labels["Jaguar"]}"));
        Assert.Equal(("/secrets.csv", HttpStatusCode.NotFound), await Answers(ann, mine, "/secrets.csv"));
        Assert.Equal(("/secrets.svg", HttpStatusCode.NotFound), await Answers(ann, mine, "/secrets.svg"));
    }

    [Fact]
    public async Task names_are_shown_as_they_are()
    {
        const string hostile = "<script>alert(1)</script>";
        var scene = await _site.Rows.HasResults(
            hostile, [new(hostile, "2024-05-03 18:00:00", [1], hostile) { Cameras = [hostile] }]);
        await _site.Rows.Places(scene, hostile, 1, 2);
        var ann = await _site.SignedIn();

        foreach (var seen in new[]
        {
            await ann.Opens($"/surveys/{scene.Survey}/results"),
            await ann.Opens($"/surveys/{scene.Survey}/results/cameras"),
            await ann.Opens("/results"),
            await ann.Opens($"/surveys/{scene.Survey}/results/sites.svg"),
        })
        {
            Assert.Contains(hostile, seen.Html.DocumentElement.TextContent, StringComparison.Ordinal);
            Assert.DoesNotContain(hostile, seen.Raw, StringComparison.Ordinal);
        }
    }

    private Task<ResultScene> Scene(string survey, string organisation) => _site.Rows.HasResults(
        survey, [new("Ridge", "2024-05-03 18:00:00", [1], "Jaguar")], organisation);

    private static async Task<(string Address, HttpStatusCode Status)> Answers(
        Visitor visitor, ResultScene scene, string address, string query = "")
    {
        using var answer = await visitor.Http.GetAsync($"/surveys/{scene.Survey}/results{address}{query}");
        return (address, answer.StatusCode);
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();
}
