using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using TrapTagger.Testing;

namespace TrapTagger.Surveys.Tests.Upload;

/// <summary>A file in a picked folder.</summary>
internal sealed record Picked(string Path, string Content)
{
    public byte[] Bytes => Encoding.UTF8.GetBytes(Content);

    public string Sha256 => Convert.ToHexStringLower(SHA256.HashData(Bytes));
}

/// <summary>What the script of a survey's page does, step by step.</summary>
internal sealed class Uploader(SiteUnderTest site, Visitor visitor, long survey)
{
    public long Survey => survey;

    /// <summary>A person with a survey of their own, whose page is open.</summary>
    public static async Task<Uploader> At(SiteUnderTest site, string person = "Ann", string organisation = "Wild Test")
    {
        var visitor = await site.SignedIn(person, organisation);
        return await new Uploader(site, visitor, await site.Rows.HasSurvey(organisation: organisation)).Opened();
    }

    /// <summary>The same survey in another window.</summary>
    public async Task<Uploader> Again() => await new Uploader(site, await site.SignedIn("Ben"), survey).Opened();

    public async Task<HttpResponseMessage> Sends(string step, object body) =>
        await visitor.Sends(HttpMethod.Post, $"/surveys/{survey}/upload/{step}", body);

    public async Task<IReadOnlyList<Refusal>> Announces(params Picked[] files) => (await Answer<Announced>(
        "announce", new { files = files.Select(f => new { f.Path, Size = f.Bytes.Length }) })).Refused;

    public async Task<IReadOnlyList<PlannedFile>> Plans(params Picked[] files) => (await Answer<Plan>(
        "plan", new { files = files.Select(f => new { f.Path, Size = f.Bytes.Length, f.Sha256 }) })).Files;

    public async Task<PlannedFile> Plans(Picked file) => Assert.Single(await Plans([file]));

    /// <summary>To wherever the plan says, and with nothing of the person: a store is another server.</summary>
    public async Task<HttpStatusCode> Puts(PlannedFile plan, string content)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, plan.Url) { Content = new StringContent(content) };
        foreach (var (name, value) in plan.Headers ?? new Dictionary<string, string>())
        {
            request.Headers.Add(name, value);
        }
        using var answer = await site.Visitor().Http.SendAsync(request);
        return answer.StatusCode;
    }

    public async Task<IReadOnlyList<long>> Reports(params long[] files) =>
        (await Answer<ArrivalsTaken>("arrived", new { files })).Missing;

    /// <summary>Plans, puts and reports.</summary>
    public async Task<long> Brings(Picked file)
    {
        var plan = await Plans(file);
        Assert.Equal(HttpStatusCode.OK, await Puts(plan, file.Content));
        Assert.Empty(await Reports(plan.Id));
        return plan.Id;
    }

    public async Task<HttpStatusCode> Finishes() => (await Sends("finish", new { })).StatusCode;

    /// <summary>Open or closed, files, arrived, checked, duplicates, set aside; bytes and those that arrived.</summary>
    public Task<string> Counts() => site.Rows.Ask<string>("""
        SELECT concat(CASE WHEN upload_open THEN 'open ' ELSE 'closed ' END, files, ' ', files_arrived, ' ',
            files_checked, ' ', files_duplicate, ' ', files_quarantined, '; ', bytes, ' ', bytes_arrived)
        FROM survey WHERE id = @survey
        """, new { survey });

    /// <summary>Files that workers were asked to read.</summary>
    public async Task<IReadOnlyList<long>> Asked() =>
        [.. (await site.Rows.Rows<string>(
            "SELECT argument FROM job WHERE kind = 'ingest-files' AND subject = concat('survey/', @survey)",
            new { survey }))
            .SelectMany(a => System.Text.Json.JsonSerializer.Deserialize<IngestFiles>(a)!.Files).Order()];

    /// <summary>A worker's verdict on a file.</summary>
    public Task IsSetAside(long file) => site.Rows.Run("""
        UPDATE file SET state = 'quarantined', reason = 'It is broken.', tries = 1 WHERE id = @file;
        UPDATE survey SET files_checked = files_checked + 1, files_quarantined = files_quarantined + 1
        WHERE id = @survey;
        """, new { file, survey });

    private async Task<T> Answer<T>(string step, object body)
    {
        var response = await Sends(step, body);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<T>())!;
    }

    private async Task<Uploader> Opened()
    {
        Assert.Equal(HttpStatusCode.OK, (await visitor.Opens($"/surveys/{survey}")).Status);
        return this;
    }
}
