using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TrapTagger.Platform;
using TrapTagger.Testing;

namespace TrapTagger.Annotation.Tests;

public sealed class MakingASet : IAsyncDisposable
{
    private readonly SiteUnderTest _site = new();

    [Fact]
    public async Task whoever_needs_a_survey_s_set_first_makes_it_with_the_built_in_labels()
    {
        await using var module = new ServiceCollection()
            .AddLogging()
            .AddPlatform(new ConfigurationBuilder().AddInMemoryCollection(_site.Settings!).Build())
            .AddAnnotation()
            .BuildServiceProvider();
        var sets = module.GetRequiredService<AnnotationSets>();

        var (_, home, _) = await _site.Rows.HasPerson("Ann", "Wild Test");
        var survey = await _site.Rows.HasSurvey();

        var ensured = await Task.WhenAll(Enumerable.Range(0, 4).Select(
            _ => Task.Run(() => sets.EnsureAsync(survey, home, TestContext.Current.CancellationToken))));

        Assert.NotNull(Assert.Single(ensured.Distinct()));
        Assert.Equal(ensured[0], await sets.EnsureAsync(survey, home, TestContext.Current.CancellationToken));
        Assert.Null(await sets.EnsureAsync(survey + 1, home, TestContext.Current.CancellationToken));
        Assert.Equal(
            [
                "n Nothing nothing", "q Knocked Down knocked_down", "u Unknown unknown",
                "v Vehicles/Humans/Livestock people",
            ],
            await _site.Rows.Rows<string>(
                """
                SELECT hotkey || ' ' || name || ' ' || kind FROM label
                WHERE annotation_set_id = @set AND organisation_id = @home ORDER BY hotkey
                """, new { set = ensured[0], home }));
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();
}
