using TrapTagger.AppHost;

var builder = DistributedApplication.CreateBuilder(args);

// Embedded: everything on this machine, in one folder, with nothing to install.
var choices = Choices.Read(args, builder.AppHostDirectory);
if ((choices.Reject() ?? Machine.Reject(choices)) is { } reason)
{
    Console.Error.WriteLine(reason);
    return 1;
}

builder.Configuration["ConnectionStrings:traptagger"] ??= choices.Database;
builder.Configuration["ConnectionStrings:objects"] ??= choices.Objects;

var database = builder.AddConnectionString("traptagger");
var objects = builder.AddConnectionString("objects");

var web = builder.AddProject<Projects.TrapTagger_Web>("web")
    .WithReference(database)
    .WithReference(objects)
    .WithEnvironment("TrapTagger__DataFolder", choices.DataFolder)
    .WithEnvironment("TrapTagger__Origins", builder.Configuration["TrapTagger:Origins"] ?? choices.Origins)
    .WithHttpEndpoint(choices.Port)
    .WithHttpHealthCheck("/health")
    .WithExternalHttpEndpoints();

builder.AddProject<Projects.TrapTagger_Worker>("worker")
    .WithReference(database)
    .WithReference(objects)
    .WithEnvironment("TrapTagger__DataFolder", choices.DataFolder)
    .WithHttpEndpoint()
    .WithHttpHealthCheck("/health")
    .WaitFor(web); // The web app migrates the database.

await builder.Build().RunAsync();
return Environment.ExitCode;
