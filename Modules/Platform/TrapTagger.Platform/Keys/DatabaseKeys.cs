using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Options;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Storage;

namespace TrapTagger.Platform.Keys;

/// <summary>
/// The keys that protect cookies and forms, in the database, so that any web process reads what another one wrote. A
/// site from before this kept them as files: they are taken over once, or everybody would be signed out.
/// </summary>
internal sealed class DatabaseKeys(Db db, DataFolder data) : IXmlRepository, IConfigureOptions<KeyManagementOptions>
{
    /// <summary>A page that needs a key waits no longer for the database than this.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private const string List = "SELECT xml FROM protection_key ORDER BY name";

    public void Configure(KeyManagementOptions options) => options.XmlRepository = this;

    // The framework asks synchronously: at the start and once a day, and never in a transaction.
    public IReadOnlyCollection<XElement> GetAllElements() => Task.Run(LoadAsync).GetAwaiter().GetResult();

    public void StoreElement(XElement element, string friendlyName) =>
        Task.Run(() => StoreAsync([new(friendlyName, Text(element))])).GetAwaiter().GetResult();

    private async Task<IReadOnlyCollection<XElement>> LoadAsync()
    {
        if (await ReadAsync() is { Count: > 0 } kept)
        {
            return kept;
        }
        await StoreAsync([.. Files().Select(file =>
            new KeyRow(Path.GetFileNameWithoutExtension(file), Text(XElement.Load(file))))]);
        return await ReadAsync();
    }

    private async Task<IReadOnlyCollection<XElement>> ReadAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        await using var session = await db.OpenAsync(patience.Token);
        return [.. (await session.QueryAsync<string>(List)).Select(xml => XElement.Parse(xml))];
    }

    private async Task StoreAsync(IReadOnlyCollection<KeyRow> rows)
    {
        using var patience = new CancellationTokenSource(Patience);
        await using var session = await db.OpenAsync(patience.Token);
        await session.InsertNewAsync("protection_key", rows);
    }

    private string[] Files() => Directory.Exists(data.In("keys", "protection"))
        ? Directory.GetFiles(data.In("keys", "protection"), "*.xml")
        : [];

    private static string Text(XElement element) => element.ToString(SaveOptions.DisableFormatting);

    private sealed record KeyRow(string Name, string Xml);
}
