using System.Data.Common;
using System.Xml.Linq;
using Dapper;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Options;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Storage;

namespace TrapTagger.Platform.Keys;

/// <summary>
/// The keys that protect cookies and forms, in the database, so that any web process reads what another one wrote;
/// sealed, where there is a secret for that. A site from before this kept them as files: they are taken over once, or
/// everybody would be signed out.
/// </summary>
/// <remarks>
/// The framework asks synchronously, while every request waits for the answer, so it is read synchronously: a task
/// would need one of the very threads that wait.
/// </remarks>
internal sealed class DatabaseKeys(PlainDatabase database, Dialect dialect, DataFolder data, KeySeal seal)
    : IXmlRepository, IConfigureOptions<KeyManagementOptions>
{
    /// <summary>Seconds that a page which needs a key waits for the database.</summary>
    private const int Patience = 5;

    private const string List = "SELECT name, xml FROM protection_key ORDER BY name";
    private const string Replace = "UPDATE protection_key SET xml = @closed WHERE name = @Name AND xml = @Xml";
    private const string Keep = "INTO protection_key (name, xml) VALUES (@name, @xml)";

    public void Configure(KeyManagementOptions options) => options.XmlRepository = this;

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var connection = database.Open();
        if (Read(connection) is { Count: > 0 } kept)
        {
            return kept;
        }
        foreach (var file in Files())
        {
            Store(connection, Path.GetFileNameWithoutExtension(file), XElement.Load(file));
        }
        return Read(connection);
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var connection = database.Open();
        Store(connection, friendlyName, element);
    }

    private List<XElement> Read(DbConnection connection)
    {
        var keys = new List<XElement>();
        foreach (var row in connection.Query<KeptKey>(new(List, commandTimeout: Patience)))
        {
            var xml = seal.Open(row.Name, row.Xml);
            keys.Add(XElement.Parse(xml));
            if (seal.IsGiven && !KeySeal.IsSealed(row.Xml))
            {
                // The secret was given since the key was made.
                connection.Execute(new(
                    Replace, new { row.Name, row.Xml, closed = seal.Close(row.Name, xml) }, commandTimeout: Patience));
            }
        }
        return keys;
    }

    private void Store(DbConnection connection, string name, XElement key)
    {
        var xml = key.ToString(SaveOptions.DisableFormatting);
        connection.Execute(new(
            $"{dialect.InsertIgnore} {Keep}",
            new { name, xml = seal.IsGiven ? seal.Close(name, xml) : xml },
            commandTimeout: Patience));
    }

    private string[] Files() => Directory.Exists(data.In("keys", "protection"))
        ? Directory.GetFiles(data.In("keys", "protection"), "*.xml")
        : [];

    private sealed record KeptKey
    {
        public string Name { get; init; } = "";
        public string Xml { get; init; } = "";
    }
}
