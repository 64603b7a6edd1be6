using TrapTagger.AppHost;

var builder = DistributedApplication.CreateBuilder(args);
var publishes = builder.ExecutionContext.IsPublishMode;

var choices = Choices.Read(args, builder.AppHostDirectory, publishes);
if ((choices.Reject(builder.Configuration) ?? (publishes ? null : Machine.Reject(choices))) is { } reason)
{
    Console.Error.WriteLine(reason);
    return 1;
}

builder.Configuration["TrapTagger:DataFolder"] = choices.DataFolder;

// Embedded: a file, a folder and one machine, with nothing to install.
if (choices.Infrastructure == Infrastructure.Embedded)
{
    builder.Configuration["ConnectionStrings:traptagger"] ??= choices.Database;
    builder.Configuration["ConnectionStrings:objects"] ??= choices.Objects;
}

// Local: servers are started. External: they run somewhere, and configuration says where.
var local = choices.Infrastructure == Infrastructure.Local;
IResourceBuilder<IResourceWithConnectionString> database = local
    ? builder.AddMySql("mysql").WithDataVolume("traptagger-mysql")
        .WithEnvironment("MYSQL_DATABASE", "traptagger").AddDatabase("traptagger")
    : builder.AddConnectionString("traptagger");
IResourceBuilder<IResourceWithConnectionString>? redis = choices.Infrastructure switch
{
    Infrastructure.Local => builder.AddRedis("redis"),
    Infrastructure.External => builder.AddConnectionString("redis"),
    _ => null,
};

IResourceBuilder<ExecutableResource>? ceph = null;
if (local && !publishes && builder.Configuration["ConnectionStrings:objects"] is null)
{
    var server = new Ceph(choices.DataFolder);
    builder.Configuration["ConnectionStrings:objects"] = server.ConnectionString;
    ceph = builder.AddExecutable("ceph", "bash", Path.Combine(builder.AppHostDirectory, "Servers"), "ceph.sh")
        .WithHttpEndpoint(port: server.Port, isProxied: false)
        .WithHttpHealthCheck("/");
    foreach (var (name, value) in server.Environment)
    {
        ceph.WithEnvironment(name, value);
    }
}

var objects = builder.AddConnectionString("objects");
var dataFolder = builder.AddParameter(
    "data-folder", publishes ? "/data" : choices.DataFolder, publishValueAsDefault: true);
var origins = builder.AddParameter("origins", builder.Configuration["TrapTagger:Origins"] ?? choices.Origins);

// A program that is started here reads these variables itself; a deployment is asked for them.
var proxies = publishes ? builder.AddParameter("proxies", "", publishValueAsDefault: true) : null;
var mail = Mail.Settings.Where(_ => publishes).Select(setting => (setting.Variable, Parameter: setting.IsSecret
    ? builder.AddParameter(setting.Parameter, secret: true)
    : builder.AddParameter(setting.Parameter, setting.Usual, publishValueAsDefault: true))).ToList();

var keySecret = publishes ? builder.AddParameter("key-secret", secret: true) : null;

// Copying everything away or back is the worker's, which then ends.
if (choices.Errand is { } errand)
{
    Supply(builder.AddProject<Projects.TrapTagger_Worker>(errand.Verb)).WithArgs(errand.Verb, errand.Folder);
}
else
{
    var web = Supply(builder.AddProject<Projects.TrapTagger_Web>("web"))
        .WithHttpEndpoint(publishes ? null : choices.Port)
        .WithHttpHealthCheck("/health")
        .WithExternalHttpEndpoints();

    if (proxies is not null)
    {
        web.WithEnvironment("TrapTagger__Proxies", proxies);
    }

    Supply(builder.AddProject<Projects.TrapTagger_Worker>("worker"))
        .WithHttpEndpoint()
        .WithHttpHealthCheck("/health")
        .WithReplicas(choices.Workers)
        .WaitFor(web); // The web app migrates the database.
}

await builder.Build().RunAsync();
return Environment.ExitCode;

IResourceBuilder<ProjectResource> Supply(IResourceBuilder<ProjectResource> program)
{
    program.WithReference(database).WaitFor(database).WithReference(objects)
        .WithEnvironment("TrapTagger__DataFolder", dataFolder)
        .WithEnvironment("TrapTagger__Origins", origins);
    foreach (var (variable, parameter) in mail)
    {
        program.WithEnvironment(variable, parameter);
    }
    if (keySecret is not null)
    {
        program.WithEnvironment("TrapTagger__KeySecret", keySecret);
    }
    if (redis is not null)
    {
        program.WithReference(redis).WaitFor(redis);
    }

    return ceph is null ? program : program.WaitFor(ceph);
}
