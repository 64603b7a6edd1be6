using TrapTagger.Testing;

namespace TrapTagger.AppHost.Tests.Surviving;

/// <summary>Scenarios with several workers that count seconds: two at once would starve each other.</summary>
[CollectionDefinition]
public sealed class OneAfterTheOther;

/// <summary>Whatever the programs were at when they were killed, the survey comes out as if nothing had been.</summary>
[Collection<OneAfterTheOther>]
public sealed class SurvivingKills : IClassFixture<DisturbedSite>
{
    private readonly DisturbedSite _site;

    public SurvivingKills(DisturbedSite site, ITestOutputHelper output)
    {
        _site = site;
        output.WriteLine(site.Story);
    }

    [Fact]
    public async Task every_row_is_as_in_a_survey_that_nobody_disturbed() => Assert.Equal(
        await SurveyRecord.Read(_site.Rows, _site.Undisturbed, _site.Files),
        await SurveyRecord.Read(_site.Rows, _site.Disturbed, _site.Files));

    [Fact]
    public async Task every_file_is_a_frame_a_duplicate_or_set_aside_and_the_survey_counts_them()
    {
        var expected =
            $"{_site.Files.Count} files, {PickedFolder.Duplicates} duplicates, {PickedFolder.Broken} set aside";

        Assert.Equal(expected, await _site.Rows.Ask<string>("""
            SELECT concat(files_checked, ' files, ', files_duplicate, ' duplicates, ', files_quarantined, ' set aside')
            FROM survey WHERE id = @Disturbed
            """, new { _site.Disturbed }));
        Assert.Equal(expected, await _site.Rows.Ask<string>("""
            SELECT concat(count(*), ' files, ', sum(state = 'duplicate'), ' duplicates, ',
                sum(state = 'quarantined'), ' set aside')
            FROM file WHERE survey_id = @Disturbed AND state IN ('frame', 'duplicate', 'quarantined')
            """, new { _site.Disturbed }));
    }

    [Fact]
    public async Task every_frame_was_looked_at_once_and_is_in_one_cluster() => Assert.Equal(
        $"{PickedFolder.Frames} frames, {PickedFolder.Frames} looked at, {PickedFolder.Frames} in clusters, 1 run",
        await _site.Rows.Ask<string>("""
            SELECT concat(count(*), ' frames, ', count(d.frame_id), ' looked at, ', count(c.frame_id), ' in clusters, ',
                count(DISTINCT d.run_id), ' run')
            FROM frame f
            LEFT JOIN detected_frame d ON d.frame_id = f.id
            LEFT JOIN cluster_frame c ON c.frame_id = f.id
            WHERE f.survey_id = @Disturbed
            """, new { _site.Disturbed }));

    [Fact]
    public async Task every_frame_has_its_pictures_and_the_store_holds_nothing_half_written()
    {
        var wanted = await _site.Rows.Rows<string>("""
            SELECT original_key FROM surveys_frame UNION SELECT screen_key FROM surveys_frame
            UNION SELECT thumbnail_key FROM surveys_frame
            """);
        // A file may turn out to be a duplicate only once its renditions are made.
        var known = await _site.Rows.Rows<string>("""
            SELECT concat(s.originals, '/', f.path) FROM file f JOIN survey s ON s.id = f.survey_id
            UNION SELECT concat(s.renditions, '/', f.path, e.value)
            FROM file f JOIN survey s ON s.id = f.survey_id JOIN json_each('[".screen.jpg", ".thumb.jpg"]') e
            """);
        var found = Directory.EnumerateFiles(_site.Objects, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(_site.Objects, file).Replace('\\', '/'))
            .Where(file => file != ".store").ToList();

        Assert.Empty(wanted.Except(found));
        Assert.Empty(found.Except(known));
    }

    [Fact]
    public async Task no_job_is_parked_and_none_is_left_in_a_queue()
    {
        foreach (var table in (string[])["job", "QRTZ_TRIGGERS", "QRTZ_FIRED_TRIGGERS", "QRTZ_JOB_DETAILS"])
        {
            await Eventually.Is(
                () => _site.Rows.Ask<long>($"SELECT count(*) FROM {table}"), count => count == 0, () => table);
        }
    }

    [Fact]
    public void what_a_dead_worker_held_is_begun_again_as_soon_as_another_one_runs()
    {
        Assert.NotEmpty(_site.Recoveries);
        Assert.All(_site.Recoveries, time => Assert.InRange(time, TimeSpan.Zero, TimeSpan.FromSeconds(30)));
    }
}
