using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using TrapTagger.Testing;

namespace TrapTagger.Benchmarks;

/// <summary>
/// Annotators labelling one large set over HTTP: how long the site takes to lease clusters and to take a decision, and
/// that no cluster is ever with two of them. First at a person's pace, then as fast as the site answers. Beside them
/// stands what a decision needs at least, an answer and a durable write: what is slow there is the machine.
/// </summary>
internal static class LeasesBenchmark
{
    private const int Sites = 40;
    private const int Clusters = 20_000;
    private const int FramesPerCluster = 5;

    /// <summary>A page asks for more when it has fewer than this (leases.js).</summary>
    private const int Enough = 8;

    /// <param name="args">Annotators (20), and seconds a phase (20).</param>
    internal static int Run(string[] args)
    {
        var annotators = args is [var a, ..] ? int.Parse(a, CultureInfo.InvariantCulture) : 20;
        var seconds = args is [_, var s, ..] ? int.Parse(s, CultureInfo.InvariantCulture) : 20;
        return RunAsync(annotators, TimeSpan.FromSeconds(seconds)).GetAwaiter().GetResult();
    }

    private static async Task<int> RunAsync(int annotators, TimeSpan phase)
    {
        using var folder = new ProductFolder();
        await using var site = await ProductProcess.StartAsync(ProductProcess.Site, folder);
        var scene = await folder.Rows.HasClusters("Wild Test", [.. Enumerable.Range(1, Sites)
            .Select(i => new SiteScene($"Site {i}", Clusters / Sites, Frames: FramesPerCluster))]);
        var visitors = await Task.WhenAll(
            Enumerable.Range(1, annotators).Select(i => SignedInAsync(site, folder, $"Annotator {i}")));
        Console.WriteLine($"{Clusters} clusters of {FramesPerCluster} frames, {annotators} annotators");

        var bystander = await SignedInAsync(site, folder, "Bystander");
        var held = new ConcurrentDictionary<long, int>();
        foreach (var (name, pace, length) in new (string, TimeSpan, TimeSpan)[]
        {
            ("warming up", TimeSpan.Zero, TimeSpan.FromSeconds(5)),
            ("a decision a second each", TimeSpan.FromSeconds(1), phase),
            ("flat out", TimeSpan.Zero, phase),
        })
        {
            var took = new Took();
            var cpu = site.CpuTime;
            using var end = new CancellationTokenSource(length);
            var least = Task.Run(() => MeasureLeastAsync(bystander, folder, took, end.Token));
            await Task.WhenAll(visitors.Select(
                v => Task.Run(() => WorkAsync(v, pace, scene, held, took, end.Token))));
            await least;
            took.Print(name, length, site.CpuTime - cpu);
        }

        var doubles = held.Count(h => h.Value > 1);
        var decided = await folder.Rows.Ask<long>("SELECT count(*) - count(DISTINCT cluster_id) FROM decision");
        Console.WriteLine($"clusters that two people had: {doubles}; clusters decided twice: {decided}");
        return doubles + decided == 0 ? 0 : 1;
    }

    /// <summary>A member of the organisation, signed in through the form.</summary>
    private static async Task<Visitor> SignedInAsync(ProductProcess site, ProductFolder folder, string name)
    {
        var (_, _, email) = await folder.Rows.HasPerson(name, "Wild Test");
        var visitor = new Visitor(site.Browser());
        await visitor.Submits(
            (await visitor.Opens("/sign-in")).Form(), ("email", email), ("password", SiteRows.Password));
        return visitor;
    }

    /// <summary>What a page does: keep some clusters at hand, send one decision after the other.</summary>
    private static async Task WorkAsync(
        Visitor visitor, TimeSpan pace, LabellingScene scene, ConcurrentDictionary<long, int> held, Took took,
        CancellationToken end)
    {
        await Task.Delay(pace * Random.Shared.NextDouble(), CancellationToken.None);
        var page = await LabellingPage.Of(visitor, scene.Set);
        var hand = new Queue<long>();
        var opening = true;
        while (!end.IsCancellationRequested)
        {
            if (hand.Count < Enough)
            {
                var leased = await took.Leases.Of(() => page.Leases(opening, hand));
                opening = false;
                foreach (var cluster in leased.Ids)
                {
                    held.AddOrUpdate(cluster, 1, (_, times) => times + 1);
                    hand.Enqueue(cluster);
                }
            }
            var answer = await took.Decisions.Of(() => page.Labels(hand.Dequeue(), scene.Labels["Jaguar"]));
            if (answer.Status != HttpStatusCode.OK)
            {
                throw new InvalidOperationException(
                    $"A decision was answered {answer.Status}: {answer.Refused?.Detail}");
            }
            await Task.Delay(pace * (0.5 + Random.Shared.NextDouble()), CancellationToken.None);
        }
        await page.Leaves();
        // Free again: another annotator may have them.
        foreach (var cluster in hand)
        {
            held.TryRemove(cluster, out _);
        }
    }

    /// <summary>What any site on this machine would take: a request without work, and a small durable write.</summary>
    private static async Task MeasureLeastAsync(
        Visitor visitor, ProductFolder folder, Took took, CancellationToken end)
    {
        await using var file = File.Create(folder.In("bystander"));
        var page = new byte[4096];
        while (!end.IsCancellationRequested)
        {
            (await took.Nothing.Of(() => visitor.Http.GetAsync("/alive", CancellationToken.None))).Dispose();
            await took.Disk.Of(() =>
            {
                file.Write(page);
                file.Flush(flushToDisk: true);
                return Task.FromResult(0);
            });
            await Task.Delay(TimeSpan.FromMilliseconds(50), CancellationToken.None);
        }
    }

    private sealed class Took
    {
        internal Latencies Leases { get; } = new();

        internal Latencies Decisions { get; } = new();

        internal Latencies Nothing { get; } = new();

        internal Latencies Disk { get; } = new();

        internal void Print(string name, TimeSpan length, TimeSpan cpu)
        {
            Console.WriteLine($"{name}:");
            Console.WriteLine($"  nothing   {Nothing}");
            Console.WriteLine($"  disk      {Disk}");
            Console.WriteLine($"  lease     {Leases}: {Leases.Beside(Nothing, Disk)} times both");
            Console.WriteLine($"  decision  {Decisions}: {Decisions.Beside(Nothing, Disk)} times both");
            Console.WriteLine(FormattableString.Invariant(
                $"  {Decisions.Count / length.TotalSeconds:F0} decisions a second, with their leases each {
                    cpu.TotalMilliseconds / Decisions.Count:F2} ms of the site's processors"));
        }
    }
}
