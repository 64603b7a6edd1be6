using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TrapTagger.Platform;
using TrapTagger.Surveys;
using TrapTagger.Testing;

namespace TrapTagger.Benchmarks;

/// <summary>
/// A survey with an open upload, so that the worker reads its files and goes on to nothing else: what a browser has
/// done, as far as the object store and the database can tell.
/// </summary>
internal sealed class IngestScene : IAsyncDisposable
{
    private const int Sites = 20;

    private readonly ProductFolder _folder;
    private readonly ServiceProvider _services;
    private readonly SurveysDesk _desk;
    private readonly SurveyKey _survey;
    private readonly string _originals;

    private IngestScene(ProductFolder folder, ServiceProvider services, SurveyKey survey, string originals)
    {
        (_folder, _services, _survey, _originals) = (folder, services, survey, originals);
        _desk = services.GetRequiredService<SurveysDesk>();
    }

    /// <param name="folder">Of a program that runs: it has made the tables.</param>
    internal static async Task<IngestScene> InAsync(ProductFolder folder)
    {
        var (_, organisation, _) = await folder.Rows.HasPerson("Ann", "Wild Test");
        var survey = await folder.Rows.HasSurvey();
        var originals = await folder.Rows.Ask<string>(
            "SELECT originals FROM survey WHERE id = @survey", new { survey });
        var settings = new ConfigurationBuilder().AddInMemoryCollection(folder.Settings).Build();
        var services = new ServiceCollection().AddLogging().AddPlatform(settings).AddSurveys().BuildServiceProvider();
        return new(folder, services, new(survey, organisation), originals);
    }

    /// <summary>
    /// Announces files and lays them into the store. A photograph is taken as often as it needs to be; bytes behind
    /// its end, which no decoder reads, make each time another picture to the product.
    /// </summary>
    internal async Task<IReadOnlyList<FileRow>> UploadAsync(IReadOnlyList<string> photographs, int count)
    {
        var first = await _desk.Ids.NextAsync("file", count, CancellationToken.None);
        var files = new List<FileRow>();
        for (var id = first; id < first + count; id++)
        {
            var bytes = await File.ReadAllBytesAsync(photographs[(int)(id % photographs.Count)]);
            Array.Resize(ref bytes, bytes.Length + sizeof(long));
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan()[^sizeof(long)..], id);
            var file = Announced(id, bytes);
            await _desk.Objects.WriteAsync($"{_originals}/{file.Path}", bytes, CancellationToken.None);
            files.Add(file);
        }
        await using var work = await _desk.Db.BeginAsync(CancellationToken.None);
        await work.InsertAsync("file", files);
        await SurveyCounts.Of(files).AddToAsync(work, _survey);
        await work.CommitAsync();
        return files;
    }

    /// <summary>Hands the files to the worker, as a browser's report of arrivals does, and waits for frames.</summary>
    internal async Task IngestAsync(IReadOnlyList<FileRow> files)
    {
        await using (var work = await _desk.Db.BeginAsync(CancellationToken.None))
        {
            await Arrivals.TakeAsync(work, _survey, files, _desk);
            await work.CommitAsync();
        }
        var (first, last) = (files[0].Id, files[^1].Id);
        while (await CountAsync("state = 'arrived'", first, last) > 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }
        if (await CountAsync("state = 'frame'", first, last) is var frames && frames < files.Count)
        {
            throw new InvalidOperationException($"Of {files.Count} files only {frames} became frames.");
        }
    }

    /// <summary>Where a file's bytes lie, for whoever else reads them.</summary>
    internal string PathOf(FileRow file) => Path.Combine(_folder.Objects, _originals, file.Path);

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private FileRow Announced(long id, byte[] bytes) => new()
    {
        Id = id,
        OrganisationId = _survey.Organisation,
        SurveyId = _survey.Survey,
        Path = string.Create(CultureInfo.InvariantCulture, $"Photographs/Site {id % Sites + 1}/IMG_{id:D6}.JPG"),
        Size = bytes.Length,
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes)),
        State = FileState.Announced,
    };

    private Task<long> CountAsync(string condition, long first, long last) => _folder.Rows.Ask<long>(
        $"SELECT count(*) FROM file WHERE id BETWEEN @first AND @last AND {condition}", new { first, last });
}
