using System;
using System.IO;
using System.Text.RegularExpressions;
using FluentAssertions;
using LvsMon.SystemTests.Support;

namespace LvsMon.SystemTests.Faults;

/// <summary>The file of the operator's orders, damaged, not to be trusted, or on a disk that takes nothing.</summary>
public sealed class OrdersFileTests
{
    [SystemFact]
    public void Orders_FileNotWhole_AreForgottenToldOnceAndWrittenAnewByTheNextOne()
    {
        using Scene scene = new();
        string whole = scene.WriteOrders();

        scene.Orders(whole[..^9]);
        scene.ShouldBeUnread("is not whole, or no file of orders");
        scene.Orders(whole.Replace("disabled", "draining", StringComparison.Ordinal));
        scene.ShouldBeUnread("is not whole, or no file of orders");
        scene.Orders(whole + new string('\n', 1024 * 1024));
        scene.ShouldBeUnread("cannot be read, or is longer than 1 MiB");
        scene.Orders(whole);
        scene.ShouldBeRead();
    }

    [SystemFact(Needs.Root, "chown")]
    public void Orders_FileOfAnotherUserOrThatOthersMayWrite_AreForgottenAndTold()
    {
        using Scene scene = new();
        string whole = scene.WriteOrders();

        Tool.Run("chown", "65534", scene.Path);
        scene.ShouldBeUnread("belongs to another user");
        scene.Orders(whole);
        File.SetUnixFileMode(
            scene.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherWrite);
        scene.ShouldBeUnread("may be written by others");
        scene.Orders(whole);
        scene.ShouldBeRead();
    }

    [SystemFact]
    public void Orders_FileIsALink_IsNotFollowedAndTheNextOrderReplacesIt()
    {
        using Scene scene = new();
        string whole = scene.WriteOrders();
        string target = scene.Folder.Write("target", whole);

        File.Delete(scene.Path);
        File.CreateSymbolicLink(scene.Path, target);
        scene.ShouldBeUnread("cannot be opened");

        File.ReadAllText(target).Should().Be(whole, "what a link leads to is not written into");
        new FileInfo(scene.Path).LinkTarget.Should().BeNull();
    }

    [SystemFact(Needs.Root, "unshare", "mount")]
    public void Orders_DiskFull_HoldAreToldOnceAndAreSavedWhenThereIsRoom()
    {
        using Scene scene = new();
        using DaemonProcess daemon = scene.StartMounted("size=64k");
        string view = $"/proc/{daemon.Pid}/root{scene.Folder["small"]}";
        byte[] page = new byte[4096];
        using (FileStream fill = new(view + "/fill", FileMode.CreateNew))
        {
            Action write = () =>
            {
                for (int i = 0; i < 64; i++)
                {
                    fill.Write(page);
                    fill.Flush();
                }
            };
            write.Should().Throw<IOException>("the disk is to be full");
        }

        scene.ShouldHoldUnsaved(daemon, "no space left");
        File.Exists(view + "/orders").Should().BeFalse();
        File.Exists(view + "/orders.new").Should().BeFalse("nothing half is left");

        File.Delete(view + "/fill");
        scene.ShouldBeSavedAgain(daemon, view + "/orders");
    }

    [SystemFact(Needs.Root, "unshare", "mount", "nsenter")]
    public void Orders_DiskReadOnly_HoldAreToldOnceAndAreSavedWhenItIsNot()
    {
        using Scene scene = new();
        using DaemonProcess daemon = scene.StartMounted("size=64k,ro");
        string view = $"/proc/{daemon.Pid}/root{scene.Folder["small"]}";

        scene.ShouldHoldUnsaved(daemon, "not permitted, or a read-only file system");
        File.Exists(view + "/orders").Should().BeFalse();

        Tool.Run("nsenter", $"--mount=/proc/{daemon.Pid}/ns/mnt", "mount", "-o", "remount,rw", scene.Folder["small"]);
        scene.ShouldBeSavedAgain(daemon, view + "/orders");
    }

    /// <summary>A virtual service of two servers that are never checked, and one order about the first.</summary>
    private sealed class Scene : IDisposable
    {
        private const string First = "127.0.1.91:9";
        private const string Second = "127.0.1.92:9";
        private static readonly string Disabled = $"{First}: disabled; up, not in the table\n";

        public Scene()
        {
            Folder = new TempFolder();
            Path = Folder["orders"];
            Folder.Write("lvsmon.conf", $$"""
                virtual tcp 192.0.2.80:80 {
                    name www
                    real {{First}} unmonitored
                    real {{Second}} unmonitored
                }
                """);
        }

        public TempFolder Folder { get; }

        public string Path { get; }

        /// <inheritdoc/>
        public void Dispose() => Folder.Dispose();

        /// <summary>Lays a file there, in place of what was there.</summary>
        public void Orders(string text)
        {
            File.Delete(Path);
            File.WriteAllText(Path, text);
        }

        /// <summary>Lets a daemon write the file.</summary>
        /// <returns>What it wrote.</returns>
        public string WriteOrders()
        {
            using DaemonProcess daemon = Start();
            Tell("disable", "www", First).Should().Be("www " + Disabled);
            End(daemon);
            return File.ReadAllText(Path);
        }

        /// <summary>A daemon runs without the order, says why, and the order given again is kept.</summary>
        public void ShouldBeUnread(string why)
        {
            using (DaemonProcess daemon = Start())
            {
                Tell("status").Should().Contain("2 of 2 up").And.NotContain("out by order");
                Count(daemon, "ORDERS UNREAD: ").Should().Be(1);
                daemon.Errors.Should().Contain($"ORDERS UNREAD: {why}; seq ").And.NotContain(" ORDER www");
                Tell("disable", "www", First).Should().Be("www " + Disabled);
                daemon.Errors.Should().NotContain("ORDERS UNSAVED");
                End(daemon);
            }

            ShouldBeRead();
        }

        /// <summary>A daemon starts with the order of an earlier one.</summary>
        public void ShouldBeRead()
        {
            using DaemonProcess daemon = Start();
            Tell("status").Should().Contain("1 out by order");
            daemon.Errors.Should().Contain($"ORDER www {First}: disabled, as before the start; seq ").And
                .NotContain("ORDERS UN");
            End(daemon);
        }

        /// <summary>Starts one whose orders are on a small file system that nobody else sees.</summary>
        public DaemonProcess StartMounted(string options)
        {
            Folder.Make("small");
            string mount = $"mount -t tmpfs -o {options} tmpfs '{Folder["small"]}' && exec \"$@\"";
            return Await(DaemonProcess.Start(
                Words(Folder["small/orders"]), ["unshare", "-m", "sh", "-c", mount, "sh"]));
        }

        /// <summary>Orders that cannot be saved hold, and that is told once.</summary>
        public void ShouldHoldUnsaved(DaemonProcess daemon, string why)
        {
            Tell("disable", "www", First).Should().Be("www " + Disabled);
            Wait.Until(() => Count(daemon, "ORDERS UNSAVED: ") > 0, "it is told");
            daemon.Errors.Should().Contain($"ORDERS UNSAVED: {why}; seq ");
            Tell("weight", "www", Second, "7").Should().Contain("in the table with weight 7\n");
            Tell("weight", "www", Second, "8").Should().Contain("in the table with weight 8\n");
            Tell("status").Should().Contain("1 out by order");
            Count(daemon, "ORDERS UNSAVED: ").Should().Be(1);
        }

        /// <summary>The next order saves them all; the next trouble would be told again.</summary>
        public void ShouldBeSavedAgain(DaemonProcess daemon, string file)
        {
            Tell("weight", "www", Second, "9").Should().Contain("in the table with weight 9\n");
            string kept = File.ReadAllText(file);
            kept.Should().Contain(First).And.Contain(Second);
            Count(daemon, "ORDERS UNSAVED: ").Should().Be(1);
            End(daemon);
            Orders(kept);
            ShouldBeRead();
        }

        private static int Count(DaemonProcess daemon, string words) => Regex.Count(daemon.Errors, words);

        private static void End(DaemonProcess daemon)
        {
            daemon.Signal(Signals.Terminate);
            daemon.WaitForExit(Wait.Patience).Code.Should().Be(0);
        }

        private DaemonProcess Start() => Await(DaemonProcess.Start(Words(Path)));

        private DaemonProcess Await(DaemonProcess daemon)
        {
            Wait.Until(
                () => DaemonProcess.Run("status", "--control", Folder["c"]).Code == 0,
                () => $"it answers; {daemon.Errors}");
            return daemon;
        }

        private string[] Words(string orders) =>
        [
            "--file", Folder["lvsmon.conf"], "--table", "memory", "--log", "stderr", "--control", Folder["c"],
            "--orders", orders,
        ];

        private string Tell(string command, params string[] words)
        {
            DaemonExit exit = DaemonProcess.Run([command, .. words, "--control", Folder["c"]]);
            exit.Code.Should().Be(0, exit.Errors);
            return exit.Output;
        }
    }
}
