//! How soon the server is ready and what it holds then. The figures are printed; the bounds are wide, because this is the unoptimised build.

use std::time::Duration;

use anyhow::{Result, ensure};
use formwork_tests::{Database, Package, Place, Server, World};

scenarios!(ready_soon_and_small, ends_without_losing_a_request);

fn ready_soon_and_small(database: Database) -> Result<()> {
    let world = World::new(database)?;
    world.root().post("apps", &Package::read("examples/crm")?.0)?.expect(200)?;
    let world = world.restart(|_| Ok(()))?;
    let (ready, idle) = (world.server.started_in(), world.server.usage()?.resident_kb / 1024);
    println!("{database:?}: ready in {ready:?} with the CRM installed, {idle} MB resident");
    ensure!(ready < Duration::from_secs(3) && idle < 300, "ready in {ready:?}, {idle} MB");
    let fresh = Server::start(&Place::fresh(database)?)?;
    println!("{database:?}: first start in {:?}", fresh.started_in());
    Ok(())
}

/// SIGTERM: what was begun is answered, then the process ends with 0.
fn ends_without_losing_a_request(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let boss = world.person("boss");
    let operations: Vec<_> =
        (0..1000).map(|n| serde_json::json!({ "create": { "title": format!("last {n}") } })).collect();
    let body = serde_json::json!({ "operations": operations });
    let sending = std::thread::spawn(move || {
        boss.post("data/deals/deal/batch", &body).and_then(|answer| answer.expect(200)).is_ok()
    });
    // The moment when the server works on it.
    let busy = world.server.usage()?.processor;
    let until = std::time::Instant::now() + Duration::from_secs(5);
    while world.server.usage()?.processor < busy + Duration::from_millis(40) && std::time::Instant::now() < until {
        std::thread::sleep(Duration::from_millis(1));
    }
    let World { server, place, .. } = world;
    let code = server.stop()?;
    let answered = sending.join().unwrap();
    ensure!(code == 0 && answered, "ended with {code}, answered: {answered}: {}", place.log());
    Ok(())
}
