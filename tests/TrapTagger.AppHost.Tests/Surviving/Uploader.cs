using System.Net;
using System.Net.Http.Json;
using System.Threading.Channels;
using TrapTagger.Testing;

namespace TrapTagger.AppHost.Tests.Surviving;

/// <summary>What the script of a survey's page does, which goes on trying while the site is gone.</summary>
internal sealed class Uploader(Visitor visitor, string survey)
{
    private const int Announced = 1000;
    private const int Planned = 25;
    private const int Parallel = 4;

    // A site may be gone for a minute on purpose.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly Channel<int> _requests = Channel.CreateUnbounded<int>();

    private int _begun;

    /// <summary>A number for each request as it begins, from 1 on; ends with the upload.</summary>
    internal IAsyncEnumerable<int> Requests => _requests.Reader.ReadAllAsync();

    internal async Task Brings(IReadOnlyList<PickedFile> files)
    {
        try
        {
            await Uploads(files);
        }
        finally
        {
            _requests.Writer.Complete();
        }
    }

    private async Task Uploads(IReadOnlyList<PickedFile> files)
    {
        foreach (var some in files.Chunk(Announced))
        {
            await Posts("announce", new { files = some.Select(f => new { f.Path, Size = f.Bytes.Length }) });
        }
        foreach (var batch in files.Chunk(Planned))
        {
            var plans = await Plans(batch);
            var put = plans.Where(p => p.Verdict == "put").ToList();
            await System.Threading.Tasks.Parallel.ForEachAsync(
                put, new ParallelOptions { MaxDegreeOfParallelism = Parallel },
                async (plan, _) => await Puts(plan, batch.Single(f => f.Path == plan.Path)));
            var told = await Posts("arrived", new { files = put.Select(p => p.Id) });
            Assert.Empty((await told.Content.ReadFromJsonAsync<Told>())!.Missing);
        }

        await Posts("finish", new { });
    }

    private async Task<IReadOnlyList<Plan>> Plans(IEnumerable<PickedFile> batch)
    {
        var answer = await Posts(
            "plan", new { files = batch.Select(f => new { f.Path, Size = f.Bytes.Length, f.Sha256 }) });
        return (await answer.Content.ReadFromJsonAsync<PlanOfBatch>())!.Files;
    }

    private Task<HttpResponseMessage> Puts(Plan plan, PickedFile file) =>
        Retrying(() =>
        {
            var request = new HttpRequestMessage(HttpMethod.Put, plan.Url)
            {
                Content = new ByteArrayContent(file.Bytes),
            };
            foreach (var (name, value) in plan.Headers ?? [])
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
            return visitor.Http.SendAsync(request);
        });

    private Task<HttpResponseMessage> Posts(string step, object body) =>
        Retrying(() => visitor.Sends(HttpMethod.Post, $"{survey}/upload/{step}", body));

    private Task<HttpResponseMessage> Retrying(Func<Task<HttpResponseMessage>> work) => Eventually.Is(
        async () =>
        {
            await _requests.Writer.WriteAsync(Interlocked.Increment(ref _begun));
            try
            {
                return await work();
            }
            catch (HttpRequestException)
            {
                return new(HttpStatusCode.ServiceUnavailable);
            }
        },
        answer => answer.IsSuccessStatusCode, limit: Patience);

    private sealed record PlanOfBatch(IReadOnlyList<Plan> Files);

    private sealed record Plan(
        string Path, long Id, string Verdict, string? Url, Dictionary<string, string>? Headers);

    private sealed record Told(IReadOnlyList<long> Missing);
}
