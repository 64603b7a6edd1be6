using TrapTagger.Platform.Data;

namespace TrapTagger.Surveys;

/// <summary>The camera a frame was taken by, and its site.</summary>
internal sealed record Place(long SiteId, long CameraId);

/// <summary>Sites and cameras by the survey's site rule, made when a first frame of theirs is read.</summary>
internal sealed class Places(Db db, Ids ids)
{
    private const string FindSites = "SELECT id, name FROM site WHERE survey_id = @survey AND name IN @names";
    private const string FindCameras =
        "SELECT id, site_id, name FROM camera WHERE survey_id = @survey AND name IN @names";

    /// <summary>The place of each picture, by its file.</summary>
    internal async Task<IReadOnlyDictionary<long, Place>> EnsureAsync(
        long survey, IReadOnlyList<FileOutcome> pictures, CancellationToken ct)
    {
        var named = pictures.Select(p => (p.File, p.Picture, Name: p.File.Placement)).ToList();
        var organisation = pictures[0].File.OrganisationId;

        var sites = await SitesAsync(survey, organisation, [.. named.Select(n => n.Name.Site).Distinct()], ct);
        var wanted = named
            .Select(n => (n.File, Camera: new CameraRow(
                organisation, survey, sites[n.Name.Site], n.Name.Camera, n.Picture!.Metadata)))
            .ToList();
        var cameras = await CamerasAsync(
            survey, [.. wanted.Select(w => w.Camera).DistinctBy(c => (c.SiteId, c.Name))], ct);
        return wanted.ToDictionary(
            w => w.File.Id, w => new Place(w.Camera.SiteId, cameras[(w.Camera.SiteId, w.Camera.Name)]));
    }

    private async Task<Dictionary<string, long>> SitesAsync(
        long survey, long organisation, IReadOnlyList<string> names, CancellationToken ct)
    {
        await using var session = await db.OpenAsync(ct);
        var known = await Find();
        var missing = names.Where(n => !known.ContainsKey(n)).ToList();
        if (missing.Count == 0)
        {
            return known;
        }
        var first = await ids.NextAsync("site", missing.Count, ct);
        await session.InsertNewAsync("site", [.. missing.Select((name, index) =>
            new { Id = first + index, OrganisationId = organisation, SurveyId = survey, Name = name })]);
        return await Find();

        async Task<Dictionary<string, long>> Find() =>
            (await session.QueryAsync<Known>(FindSites, new { survey, names })).ToDictionary(s => s.Name, s => s.Id);
    }

    private async Task<Dictionary<(long, string), long>> CamerasAsync(
        long survey, IReadOnlyList<CameraRow> wanted, CancellationToken ct)
    {
        await using var session = await db.OpenAsync(ct);
        var known = await Find();
        var missing = wanted.Where(c => !known.ContainsKey((c.SiteId, c.Name))).ToList();
        if (missing.Count == 0)
        {
            return known;
        }
        var first = await ids.NextAsync("camera", missing.Count, ct);
        await session.InsertNewAsync(
            "camera", [.. missing.Select((camera, index) => camera with { Id = first + index })]);
        return await Find();

        async Task<Dictionary<(long, string), long>> Find() =>
            (await session.QueryAsync<Known>(
                FindCameras, new { survey, names = wanted.Select(c => c.Name).Distinct() }))
                .ToDictionary(c => (c.SiteId, c.Name), c => c.Id);
    }

    private sealed record Known
    {
        public long Id { get; init; }
        public long SiteId { get; init; }
        public string Name { get; init; } = "";
    }
}

/// <summary>A new row of `camera`, with what its first frame says of it.</summary>
internal sealed record CameraRow
{
    internal CameraRow(long organisation, long survey, long site, string name, PhotoMetadata metadata)
    {
        (OrganisationId, SurveyId, SiteId, Name) = (organisation, survey, site, name);
        (Make, Model, Serial) = (metadata.Make, metadata.Model, metadata.Serial);
        (GpsLatitude, GpsLongitude) = (metadata.Position?.Latitude, metadata.Position?.Longitude);
    }

    public long Id { get; init; }
    public long OrganisationId { get; init; }
    public long SurveyId { get; init; }
    public long SiteId { get; init; }
    public string Name { get; init; }
    public string? Make { get; init; }
    public string? Model { get; init; }
    public string? Serial { get; init; }
    public double? GpsLatitude { get; init; }
    public double? GpsLongitude { get; init; }
}
